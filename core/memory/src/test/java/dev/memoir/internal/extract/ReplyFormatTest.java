// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal;
import dev.memoir.prompt.TokenCounter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded replies in format 1, rewritten as rows: they have the same meaning and take fewer tokens. */
class ReplyFormatTest {

    private static final Path DATA = Path.of("../../../shared/data");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The maximum number of words that the prompt asks for in a quote; format 1 asked for 15. */
    private static final int LONGEST_QUOTE = 8;

    @ParameterizedTest
    @ValueSource(strings = {"locomo-dev-replies.jsonl.gz", "beam-dev-replies.jsonl.gz"})
    void rows_have_the_same_meaning_in_at_most_six_tenths_of_the_tokens(String name) throws JsonProcessingException {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "needs " + file.toAbsolutePath().normalize());
        long before = 0;
        long same = 0;
        long shorter = 0;
        for (ReplyReplay replay : ReplyReplay.all(file)) {
            JsonNode reply = JSON.readTree(replay.reply());
            String rows = rows(reply, Integer.MAX_VALUE);
            JsonNode dated = dated(reply);
            assertThat(said(rows(dated, Integer.MAX_VALUE), replay)).isEqualTo(said(dated.toString(), replay));
            before += TokenCounter.count(replay.reply());
            same += TokenCounter.count(rows);
            shorter += TokenCounter.count(rows(reply, LONGEST_QUOTE));
        }
        System.out.printf(
                "%s: %d tokens in format 1, %d as rows (%.2f), %d with quotes of at most %d words (%.2f)%n",
                name, before, same, (double) same / before, shorter, LONGEST_QUOTE, (double) shorter / before);
        assertThat(shorter).isLessThan(before * 6 / 10);
    }

    /** Rows list the subject of a fact first, as one of the names. */
    private static List<String> said(String reply, ReplyReplay replay) {
        return ReplyParser.read(reply, replay.request()).proposals().stream()
                .map(proposal -> {
                    Claim claim = ((Proposal.Claiming) proposal).claim();
                    Set<String> names = new TreeSet<>(claim.entities());
                    names.add(String.valueOf(claim.subject()));
                    return proposal.getClass()
                            + ProposalContext.targetId(proposal)
                            + claim.kind()
                            + claim.text()
                            + claim.valid()
                            + names
                            + proposal.sources();
                })
                .toList();
    }

    private static String rows(JsonNode reply, int longestQuote) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode rows = root.putArray("operations");
        for (JsonNode operation : reply.get("operations")) {
            Set<String> names =
                    new LinkedHashSet<>(List.of(operation.get("subject").asText()));
            operation.get("entities").forEach(entity -> names.add(entity.asText()));
            List<String> turns = new ArrayList<>();
            operation.get("turns").forEach(turn -> turns.add(turn.asText()));
            String[] quote = operation.get("quote").asText().split(" ");
            rows.addArray()
                    .add(what(operation))
                    .add(operation.get("text").asText())
                    .add(String.join("; ", names))
                    .add(when(operation))
                    .add(String.join(", ", turns))
                    .add(String.join(" ", Arrays.copyOf(quote, Math.min(quote.length, longestQuote))));
        }
        return JSON.writeValueAsString(root);
    }

    private static String what(JsonNode operation) {
        String kind = operation.get("kind").asText();
        return operation.get("op").asText().equals("ADD")
                ? kind
                : (operation.get("correction").asBoolean() ? "CORRECT " : "UPDATE ")
                        + operation.get("target").asText() + " " + kind;
    }

    private static String when(JsonNode operation) {
        String from = operation.get("from").asText("");
        String to = operation.get("to").asText("");
        return operation.get("to").isNull() ? operation.get("from").isNull() ? "" : from : from + "/" + to;
    }

    /** Without ends: in format 1 they are exclusive, in rows inclusive. */
    private static JsonNode dated(JsonNode reply) {
        JsonNode copy = reply.deepCopy();
        copy.get("operations").forEach(operation -> ((ObjectNode) operation).putNull("to"));
        return copy;
    }
}
