// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationQuestion;
import dev.memoir.testing.evaluation.EvaluationSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Corrections of a data set's evidence: a JSON array of findings, each with its conversation, the question and the
 * turns that answer it.
 *
 * @param evidence the corrected evidence, by conversation and question
 */
record EvidenceAudit(Map<String, Set<String>> evidence) {

    /**
     * {@return the corrections of a file}
     *
     * @throws IOException if the file is not JSON or cannot be read
     */
    static EvidenceAudit read(Path file) throws IOException {
        Map<String, Set<String>> evidence = new HashMap<>();
        for (JsonNode finding : new ObjectMapper().readTree(file.toFile())) {
            Set<String> correct = new LinkedHashSet<>();
            finding.path("correct_evidence").forEach(id -> correct.add(id.asText()));
            if (!correct.isEmpty()) {
                evidence.put(
                        key(
                                finding.path("sample_id").asText(),
                                finding.path("question").asText()),
                        correct);
            }
        }
        return new EvidenceAudit(evidence);
    }

    /** {@return the data set with corrected evidence, without turns that it does not have} */
    EvaluationSet correct(EvaluationSet dataSet) {
        return new EvaluationSet(
                dataSet.name(), dataSet.chats().stream().map(this::correct).toList());
    }

    private EvaluatedChat correct(EvaluatedChat conversation) {
        Set<String> known = conversation.turns().map(turn -> turn.id()).collect(Collectors.toSet());
        return conversation.withQuestions(conversation.questions().stream()
                .map(question -> correct(conversation.id(), question, known))
                .toList());
    }

    private EvaluationQuestion correct(String conversation, EvaluationQuestion question, Set<String> known) {
        Set<String> correct =
                new LinkedHashSet<>(evidence.getOrDefault(key(conversation, question.text()), question.evidence()));
        correct.retainAll(known);
        return correct.isEmpty() ? question : question.withEvidence(correct);
    }

    private static String key(String conversation, String question) {
        return conversation + "/" + question;
    }
}
