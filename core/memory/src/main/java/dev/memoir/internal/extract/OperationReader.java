// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.Proposal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one operation of a reply, in the most likely meaning. */
final class OperationReader {

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_ENTITIES = 32;

    private static final Pattern COMMA = Pattern.compile("\\s*[,;、，]\\s*");
    private static final Set<String> NO_TIME =
            Set.of("", "null", "none", "unknown", "nan", "present", "now", "ongoing", "n/a", "-");

    private final JsonNode item;
    private final OperationFields fields;
    private final ExtractionRequest request;
    private final String name;
    private final List<String> unreadable;
    private boolean recognized;

    OperationReader(JsonNode item, ExtractionRequest request, String name, List<String> unreadable) {
        this.item = item;
        this.fields = new OperationFields(item);
        this.request = request;
        this.name = name;
        this.unreadable = unreadable;
    }

    private enum Op {
        ADD,
        UPDATE,
        DELETE,
        NONE
    }

    /**
     * {@return the proposal of the operation; empty if it proposes nothing, or if it cannot be read, which is then
     * reported}
     */
    Optional<Proposal> proposal() {
        if (!item.isObject()) {
            return unreadable(item.isTextual() ? "a bare text, without its turns" : "not an object");
        }
        Op op = op();
        if (op == null) {
            return unreadable("an operation other than ADD, UPDATE, DELETE, NONE");
        }
        recognized = true;
        return switch (op) {
            case NONE -> Optional.empty();
            case ADD -> add();
            case UPDATE -> update();
            case DELETE -> delete();
        };
    }

    /** {@return whether this is an operation at all, even if not one that can be applied} */
    boolean recognized() {
        return recognized;
    }

    private Optional<Proposal> add() {
        return sources().flatMap(sources -> claim(sources).map(claim -> new Proposal.Add(claim, sources)));
    }

    private Optional<Proposal> update() {
        boolean correction = fields.text("correction").equalsIgnoreCase("true");
        return target().flatMap(target -> sources()
                .flatMap(sources -> claim(sources, target.kind())
                        .map(claim -> new Proposal.Update(target.id(), claim, correction, sources))));
    }

    private Optional<Proposal> delete() {
        return target().flatMap(target -> sources().map(sources -> new Proposal.Delete(target.id(), sources)));
    }

    private @Nullable Op op() {
        String op = fields.text("op", "operation", "action", "event").toUpperCase(Locale.ROOT);
        return switch (op) {
            case "ADD", "CREATE", "INSERT", "NEW" -> Op.ADD;
            case "" -> item.has("text") ? Op.ADD : null;
            case "UPDATE", "SUPERSEDE", "MODIFY", "CHANGE", "REPLACE" -> Op.UPDATE;
            case "DELETE", "REMOVE", "RETRACT", "FORGET" -> Op.DELETE;
            case "NONE", "NOOP", "NO_OP", "NO-OP", "SKIP", "IGNORE", "NOTHING", "NULL" -> Op.NONE;
            default -> null;
        };
    }

    private Optional<Memory> target() {
        List<Integer> numbers = fields.numbers("target", "id", "fact");
        if (numbers.size() == 1
                && numbers.get(0) >= 1
                && numbers.get(0) <= request.known().size()) {
            return Optional.of(request.known().get(numbers.get(0) - 1));
        }
        return unreadable("a target that is not a known fact");
    }

    /** The quote is attributed to the turns that contain it; the other turns are only context. */
    private Optional<List<Citation>> sources() {
        String quote = String.join(" … ", fields.texts("quote", "evidence"));
        Set<StoredTurn> cited = new LinkedHashSet<>();
        for (int number : fields.numbers("turns", "turn", "sources", "source")) {
            if (number >= 1 && number <= request.turns().size()) {
                cited.add(request.turns().get(number - 1));
            } else {
                report("a turn that is not among the new ones");
            }
        }
        List<StoredTurn> quoted = quoting(quote, cited);
        if (quoted.isEmpty()) {
            // The turn number is wrong or missing, but the quote is right.
            List<StoredTurn> elsewhere = quoting(quote, request.turns());
            quoted = elsewhere.size() == 1 || cited.isEmpty()
                    ? elsewhere.stream().limit(1).toList()
                    : List.of();
            cited.addAll(quoted);
        }
        if (cited.isEmpty()) {
            return unreadable("no source turn");
        }
        List<StoredTurn> quoting = quoted;
        return Optional.of(cited.stream()
                .map(turn -> new Citation(turn.id(), quoting.isEmpty() || quoting.contains(turn) ? quote : ""))
                .toList());
    }

    private static List<StoredTurn> quoting(String quote, Collection<StoredTurn> turns) {
        return turns.stream()
                .filter(turn -> QuoteMatcher.occurs(quote, turn.text()))
                .toList();
    }

    private Optional<Claim> claim(List<Citation> sources) {
        return claim(sources, MemoryKind.FACT);
    }

    private Optional<Claim> claim(List<Citation> sources, MemoryKind usual) {
        String text = fields.text("text", "fact", "memory", "content");
        if (text.isEmpty()) {
            return unreadable("no text");
        }
        if (text.length() > LONGEST_TEXT) {
            return unreadable("a text of " + text.length() + " characters");
        }
        String subject = fields.text("subject");
        boolean named = !subject.isEmpty() && subject.length() <= LONGEST_NAME && !subject.equalsIgnoreCase("null");
        String topic = fields.text("topic");
        ZoneId zone = zone(sources);
        return Optional.of(new Claim(
                kind(usual),
                text,
                named ? subject : null,
                entities(),
                valid(zone).in(zone),
                topic.isEmpty() ? null : topic));
    }

    private MemoryKind kind(MemoryKind usual) {
        return switch (fields.text("kind", "type", "category").toUpperCase(Locale.ROOT)) {
            case "PREFERENCE", "PREFERENCES", "PREF", "LIKE", "DISLIKE" -> MemoryKind.PREFERENCE;
            case "EVENT", "EVENTS" -> MemoryKind.EVENT;
            case "" -> usual;
            default -> MemoryKind.FACT;
        };
    }

    private List<String> entities() {
        List<String> names = fields.texts("entities", "entity");
        Stream<String> entities = names.size() == 1 ? COMMA.splitAsStream(names.get(0)) : names.stream();
        return entities.distinct()
                .filter(entity -> !entity.isBlank() && entity.length() <= LONGEST_NAME)
                .limit(MOST_ENTITIES)
                .toList();
    }

    /** The dates of a claim are local times of the turn that contains its quote. */
    private ZoneId zone(List<Citation> sources) {
        String turnId = sources.stream()
                .filter(source -> !source.quote().isEmpty())
                .findFirst()
                .orElse(sources.get(0))
                .turnId();
        return request.turns().stream()
                .filter(turn -> turn.id().equals(turnId))
                .flatMap(turn -> Stream.ofNullable(turn.turn().zone()))
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }

    private Validity valid(ZoneId zone) {
        PartialDate from = time("from", zone);
        PartialDate last = time("last", zone);
        PartialDate to = last == null ? time("to", zone) : new PartialDate(last.end(), last.precision(), zone);
        if (to == null) {
            return from == null ? Validity.unknown() : Validity.from(from.start(), from.precision());
        }
        if (from == null) {
            return new Validity(null, to.start(), to.precision());
        }
        // Models say "from the 12th to the 12th" and mean that day.
        Instant end = to.start().equals(from.start()) ? to.end() : to.start();
        if (end.isBefore(from.start())) {
            report("an end before the beginning; the end is ignored");
            return Validity.from(from.start(), from.precision());
        }
        return new Validity(from.start(), end, coarser(from.precision(), to.precision()));
    }

    private static TimePrecision coarser(TimePrecision one, TimePrecision other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private @Nullable PartialDate time(String field, ZoneId zone) {
        String text = fields.text(field);
        if (NO_TIME.contains(text.toLowerCase(Locale.ROOT))) {
            return null;
        }
        Optional<PartialDate> time = PartialDate.read(text, zone);
        if (time.isEmpty()) {
            report("a '" + field + "' that is not an ISO date; it is ignored");
        }
        return time.orElse(null);
    }

    private <T> Optional<T> unreadable(String what) {
        report(what);
        return Optional.empty();
    }

    private void report(String what) {
        unreadable.add(name + what);
    }
}
