// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A recorded prompt, parsed back into its request, and the recorded reply to it. */
record ReplyReplay(String call, ExtractionRequest request, String reply) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FACT =
            Pattern.compile("(\\d+)\\. \\((\\w+)(?:, (.*?))?(?:, from ([\\d-]{4,10}))?\\) > (.*)");
    private static final Pattern TURN = Pattern.compile(
            "(?:T\\d+ )?(user|assistant|tool|system)(?: \"([^\"]*)\")?(?: \\((\\w+)\\))?, \\w{3} (\\S+) (\\S+)");
    private static final Scope SCOPE = Scope.user("replay");

    /** {@return all prompts and replies of a file of {@code ../shared/data}} */
    static List<ReplyReplay> all(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<ReplyReplay> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode recorded = JSON.readTree(line);
                all.add(new ReplyReplay(
                        recorded.get("conversation").asText() + "/"
                                + recorded.get("call").asText(),
                        request(recorded.get("user").asText()),
                        recorded.get("reply").asText()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the validation results of the proposals in the reply} */
    List<ValidationResult> results(ExtractionSettings settings) {
        List<Proposal> proposals = new LlmFactExtractor((messages, schema) -> reply, settings)
                .extract(request)
                .proposals();
        return ProposalValidator.standard(settings).check(request, proposals);
    }

    private static ExtractionRequest request(String prompt) {
        List<Memory> known = new ArrayList<>();
        List<StoredTurn> before = new ArrayList<>();
        List<StoredTurn> turns = new ArrayList<>();
        List<StoredTurn> section = before;
        String[] lines = prompt.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            Matcher head = TURN.matcher(line);
            if (line.equals("New turns")) {
                section = turns;
            } else if (head.matches()) {
                StringBuilder text = new StringBuilder();
                while (i + 1 < lines.length && lines[i + 1].startsWith("> ")) {
                    text.append(text.isEmpty() ? "" : "\n").append(lines[++i].substring(2));
                }
                String id = (section == turns ? "turn-" : "before-") + (section.size() + 1);
                section.add(turn(id, section.size(), head, text.toString()));
            } else if (section == before && before.isEmpty()) {
                Matcher fact = FACT.matcher(line);
                if (fact.matches()) {
                    known.add(fact(fact));
                }
            }
        }
        return ExtractionRequest.builder(turns).before(before).known(known).build();
    }

    private static StoredTurn turn(String id, int sequence, Matcher head, String text) {
        Role role = Role.valueOf(head.group(1).toUpperCase(Locale.ROOT));
        Instant at = Instant.parse(head.group(4) + "T" + head.group(5) + ":00Z");
        Turn.Builder turn = Turn.builder(role, text).saidAt(at).speaker(head.group(2));
        if (head.group(3) != null) {
            turn.origin(Origin.valueOf(head.group(3).toUpperCase(Locale.ROOT)));
        }
        return new StoredTurn(id, SCOPE, "replay", sequence, turn.build(), at, at, null);
    }

    private static Memory fact(Matcher fact) {
        @Nullable String subject = fact.group(3);
        return Memory.builder("known-" + fact.group(1), SCOPE, fact.group(5), Instant.EPOCH)
                .kind(MemoryKind.valueOf(fact.group(2)))
                .subject(subject)
                .valid(validity(fact.group(4)))
                .build();
    }

    private static Validity validity(@Nullable String from) {
        if (from == null) {
            return Validity.unknown();
        }
        return switch (from.length()) {
            case 4 -> Validity.from(start(LocalDate.of(Integer.parseInt(from), 1, 1)), TimePrecision.YEAR);
            case 7 -> Validity.from(start(YearMonth.parse(from).atDay(1)), TimePrecision.MONTH);
            default -> Validity.from(start(LocalDate.parse(from)), TimePrecision.DAY);
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
