// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.AddRequest;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.learning.LearningSettings;
import dev.memoir.llm.LanguageModel;
import dev.memoir.testing.WordEmbedder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks which updates that a real model proposed take effect, when its recorded replies are replayed through the
 * whole memory. The recordings are next to the repository; without them this is skipped.
 */
class RecordedUpdatesTest {

    private static final Path DATA = Path.of("../../../shared/data");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEAD = Pattern.compile("(?:T\\d+ )?(user|assistant|tool|system)(?: \"([^\"]*)\")?"
            + "(?: \\((\\w+)\\))?, (\\w{3} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)");
    private static final Pattern FACT = Pattern.compile("(?m)^(\\d+)\\. (?:\\([^)]*\\) )?> (.*)$");
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

    private record Call(String conversation, String prompt, JsonNode reply) {}

    /** An update, with the known text that it refers to. */
    private record Proposed(String conversation, String known, String text) {}

    @TempDir
    Path directory;

    private @Nullable Call current;
    private final List<Proposed> proposed = new ArrayList<>();
    private final List<Proposed> notOffered = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"beam-dev-replies.jsonl.gz", "locomo-dev-replies.jsonl.gz"})
    void every_update_that_passes_the_checks_takes_effect(String file) throws IOException {
        Path recorded = DATA.resolve(file);
        assumeTrue(Files.exists(recorded), () -> recorded + " is absent: the recorded replies are not replayed");
        Map<String, List<Call>> conversations = conversations(recorded);
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        List<String> ineffective = new ArrayList<>();
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .languageModel(this::complete)
                .learning(LearningSettings.builder()
                        .batchTurns(1_000)
                        .batchTokens(1_000_000)
                        .poll(Duration.ofMillis(20))
                        .build())
                .open()) {
            for (List<Call> calls : conversations.values()) {
                if (calls.stream().anyMatch(call -> updates(call.reply()))) {
                    for (Call call : calls) {
                        replay(memory, call, outcomes, ineffective);
                    }
                }
            }
        }
        System.out.println(file + ": " + outcomes + ", target not offered: " + notOffered.size());
        ineffective.forEach(System.out::println);
        assertThat(ineffective).isEmpty();
        assertThat(outcomes).containsKey("effective");
    }

    private void replay(LongTermMemory memory, Call call, Map<String, Integer> outcomes, List<String> ineffective) {
        Scope scope = Scope.user(call.conversation());
        current = call;
        proposed.clear();
        memory.add(AddRequest.builder(scope).turns(turns(call.prompt())).build());
        assertThat(memory.learning().flush(Duration.ofMinutes(2))).isTrue();
        assertThat(memory.learning().parkedTurns(scope, 1)).isEmpty();
        List<String> texts = texts(memory, scope);
        for (Proposed update : proposed) {
            String outcome;
            if (texts.contains(update.text())) {
                outcome = texts.contains(update.known()) ? "beside the known" : "effective";
            } else {
                outcome = memory.learning().rejections(scope, 1000).stream()
                        .filter(event -> update.text().equals(event.newText()))
                        .map(event ->
                                "rejected " + String.valueOf(event.reason()).replaceAll(":.*", ""))
                        .findFirst()
                        .orElse("superseded at once");
            }
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome.equals("superseded at once") || outcome.equals("beside the known")) {
                ineffective.add(outcome + ": " + update);
            }
        }
    }

    private static List<String> texts(LongTermMemory memory, Scope scope) {
        return memory
                .list(ListRequest.builder(scope).limit(ListRequest.MAX_LIMIT).build())
                .items()
                .stream()
                .map(Memory::text)
                .toList();
    }

    /** Returns the recorded reply with its references renumbered as in this prompt. */
    private String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        Call call = current;
        if (call == null) {
            return "{\"operations\": []}";
        }
        Map<String, String> recorded = facts(call.prompt());
        Map<String, String> offered = new LinkedHashMap<>();
        facts(messages.get(messages.size() - 1).text()).forEach((number, text) -> offered.put(text, number));
        JsonNode reply = call.reply().deepCopy();
        List<JsonNode> operations = new ArrayList<>();
        for (JsonNode operation : reply.get("operations")) {
            if (operation.path("op").asText().equals("UPDATE")) {
                String known = recorded.get(operation.path("target").asText());
                Proposed update = new Proposed(
                        call.conversation(), known, operation.path("text").asText());
                if (!offered.containsKey(known)) {
                    notOffered.add(update);
                    continue;
                }
                ((ObjectNode) operation).put("target", Integer.parseInt(offered.get(known)));
                proposed.add(update);
            }
            operations.add(operation);
        }
        return JSON.createObjectNode()
                .set("operations", JSON.valueToTree(operations))
                .toString();
    }

    private static Map<String, String> facts(String prompt) {
        Map<String, String> facts = new LinkedHashMap<>();
        Matcher fact = FACT.matcher(prompt.substring(0, prompt.indexOf("Turns before")));
        while (fact.find()) {
            facts.put(fact.group(1), fact.group(2));
        }
        return facts;
    }

    private static List<Turn> turns(String prompt) {
        List<Turn> turns = new ArrayList<>();
        Matcher head = HEAD.matcher("");
        StringBuilder text = new StringBuilder();
        for (String line :
                prompt.substring(prompt.indexOf("New turns\n") + 10).lines().toList()) {
            if (line.startsWith("> ")) {
                text.append(text.isEmpty() ? "" : "\n").append(line.substring(2));
            } else {
                finish(turns, head, text);
                head.reset(line).matches();
            }
        }
        return turns;
    }

    private static void finish(List<Turn> turns, Matcher head, StringBuilder text) {
        if (!text.isEmpty()) {
            turns.add(Turn.builder(Role.valueOf(head.group(1).toUpperCase(Locale.ROOT)), text.toString())
                    .speaker(head.group(2))
                    .saidAt(LocalDateTime.parse(head.group(4), SAID).toInstant(ZoneOffset.UTC))
                    .build());
            text.setLength(0);
        }
    }

    private static boolean updates(JsonNode reply) {
        return reply.path("operations").findValuesAsText("op").contains("UPDATE");
    }

    private static Map<String, List<Call>> conversations(Path file) throws IOException {
        Map<String, List<Call>> conversations = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode call = JSON.readTree(line);
                String conversation = call.get("conversation").asText();
                conversations
                        .computeIfAbsent(conversation, any -> new ArrayList<>())
                        .add(new Call(
                                conversation,
                                call.get("user").asText(),
                                JSON.readTree(call.get("reply").asText())));
            }
        }
        return conversations;
    }
}
