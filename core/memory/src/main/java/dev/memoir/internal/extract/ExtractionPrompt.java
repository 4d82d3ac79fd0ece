// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.llm.LanguageModel.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the extraction prompt: a fixed part that a provider can cache, then the turns.
 *
 * <p>Every line of a turn is prefixed with {@code >}, so that no turn can forge the header of another turn or end its
 * own. Control tokens of models are neutralised.
 */
final class ExtractionPrompt {

    /** The fixed part. */
    static final String INSTRUCTIONS = resource("instructions.txt");

    /** The JSON schema of the reply; strict enough for models that enforce a schema. */
    static final String SCHEMA = resource("reply-schema.json");

    /** Added only if an application names topics; the fixed part states which operations to propose. */
    private static final String TOPIC =
            "Each row has a seventh string, the topic: the line of LEAVE OUT ALSO, or else of KEEP ONLY, that the"
                    + " statement belongs to, copied letter by letter; \"other\" if there is none.";

    /** Previous turns only serve to resolve references such as "she". */
    private static final int LONGEST_TURN_BEFORE = 1_000;

    /** About 60 tokens: a fact of LoCoMo has 23 on average, the longest of a hundred has 55. */
    private static final int LONGEST_FACT = 240;

    private static final int LONGEST_NAME = 80;

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern CONTROL_MARK = Pattern.compile("<(?=\\||/?s>|/?think|\\uFF5C)|(?<=\\|)>");
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private final ExtractionSettings settings;

    ExtractionPrompt(ExtractionSettings settings) {
        this.settings = settings;
    }

    List<Message> messages(ExtractionRequest request) {
        return List.of(new Message(Role.SYSTEM, system()), new Message(Role.USER, user(excerpted(request))));
    }

    /** {@return the request with {@linkplain PromptExcerpts excerpts} of its turns} */
    private ExtractionRequest excerpted(ExtractionRequest request) {
        List<StoredTurn> turns = PromptExcerpts.of(
                Stream.concat(request.before().stream(), request.turns().stream())
                        .toList(),
                settings.trustedOrigins());
        int before = request.before().size();
        return ExtractionRequest.builder(turns.subList(before, turns.size()))
                .before(turns.subList(0, before).stream()
                        .map(turn -> RequestSanitizer.withText(
                                turn, RequestSanitizer.beginning(turn.text(), LONGEST_TURN_BEFORE)))
                        .toList())
                .known(request.known())
                .instructions(request.instructions())
                .build();
    }

    private String system() {
        String custom = settings.customInstructions();
        return INSTRUCTIONS
                + section("KEEP ONLY", settings.includes())
                + section("LEAVE OUT ALSO", settings.excludes())
                + section("TOPIC", topics().isEmpty() ? List.of() : List.of(TOPIC))
                + section("THIS APPLICATION", custom == null ? List.of() : List.of(custom));
    }

    private List<String> topics() {
        return Stream.concat(settings.includes().stream(), settings.excludes().stream())
                .distinct()
                .toList();
    }

    /** {@return the lines under a heading, or an empty string if there are none} */
    static String section(String heading, List<String> lines) {
        return lines.isEmpty() ? "" : "\n" + heading + "\n" + String.join("\n", lines) + "\n";
    }

    private static String user(ExtractionRequest request) {
        StringBuilder user = new StringBuilder("Known facts\n");
        for (int i = 0; i < request.known().size(); i++) {
            user.append(fact(i + 1, request.known().get(i)));
        }
        user.append("Turns before\n");
        request.before().forEach(turn -> user.append(turn("", turn)));
        user.append("New turns\n");
        for (int i = 0; i < request.turns().size(); i++) {
            user.append(turn("T" + (i + 1) + " ", request.turns().get(i)));
        }
        user.append(localTimes(request.turns()));
        if (request.instructions() != null) {
            user.append("Instructions for these turns\n")
                    .append(request.instructions().strip())
                    .append('\n');
        }
        return user.append("Answer\n").toString();
    }

    /** The fixed part states that times are UTC; the variable part names the zones of turns with local times. */
    private static String localTimes(List<StoredTurn> turns) {
        String zones = turns.stream()
                .flatMap(turn -> Stream.ofNullable(turn.turn().zone()))
                .filter(zone -> !zone.normalized().equals(ZoneOffset.UTC))
                .map(ZoneId::getId)
                .distinct()
                .collect(Collectors.joining(", "));
        return zones.isEmpty()
                ? ""
                : "Times\nAll times above are local (" + zones
                        + "), not UTC. Write from and to as such local times too, without Z or an offset.\n";
    }

    private static String fact(int number, Memory memory) {
        StringBuilder fact = new StringBuilder().append(number).append(". ");
        Instant from = memory.valid().from();
        if (from != null) {
            fact.append('(').append(PartialDate.format(from, memory.valid())).append(") ");
        }
        return fact.append("> ")
                .append(oneLine(memory.text(), LONGEST_FACT))
                .append('\n')
                .toString();
    }

    /** {@return a turn with its header} */
    static String turn(String number, StoredTurn recorded) {
        Turn turn = recorded.turn();
        StringBuilder lines =
                new StringBuilder(number).append(turn.role().name().toLowerCase(Locale.ROOT));
        if (turn.speaker() != null) {
            lines.append(" \"").append(name(turn.speaker())).append('"');
        }
        if (turn.origin() != Origin.of(turn.role())) {
            lines.append(" (")
                    .append(turn.origin().name().toLowerCase(Locale.ROOT))
                    .append(')');
        }
        lines.append(", ").append(SAID.format(recorded.localTime())).append('\n');
        return lines.append(quoted(turn.text())).toString();
    }

    /** {@return a text as data: every line prefixed with a quote mark} */
    static String quoted(String text) {
        StringBuilder lines = new StringBuilder();
        LINE_BREAK
                .splitAsStream(text)
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.append("> ").append(neutralised(line)).append('\n'));
        return lines.toString();
    }

    private static String name(String name) {
        return oneLine(name, LONGEST_NAME).replace('"', '\'');
    }

    private static String oneLine(String text, int longest) {
        return neutralised(WHITE_SPACE
                .matcher(RequestSanitizer.beginning(text, longest))
                .replaceAll(" ")
                .strip());
    }

    private static String neutralised(String text) {
        return CONTROL_MARK.matcher(text).replaceAll("¦");
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ExtractionPrompt.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
