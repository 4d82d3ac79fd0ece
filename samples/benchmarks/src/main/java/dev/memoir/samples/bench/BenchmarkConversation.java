// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.MemoryKind;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.samples.bench.BenchmarkFact.FactSource;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A conversation of a data set, with questions about it.
 *
 * @param id the id, unique within the data set
 * @param sessions the sessions in order, at least one
 * @param questions the questions, asked after the last session
 * @param observations the observations of the data set's authors; empty if it has none
 */
record BenchmarkConversation(
        String id, List<Session> sessions, List<BenchmarkQuestion> questions, List<Observation> observations) {

    /** A turn, with the id that evidence refers to. */
    record DialogTurn(String dialogId, Turn turn) {}

    /** A session with its turns in order. */
    record Session(String name, Instant at, List<DialogTurn> turns) {}

    /**
     * A question.
     *
     * @param text the question
     * @param evidence the ids of the turns that answer it; empty if the conversation does not answer it
     * @param type the name of its type in the data set
     * @param answer the reference answer and grading rubric; empty if the data set has none
     */
    record BenchmarkQuestion(String text, Set<String> evidence, String type, String answer) {

        BenchmarkQuestion withEvidence(Set<String> others) {
            return new BenchmarkQuestion(text, others, type, answer);
        }
    }

    /** An observation of the data set's authors in a session: its subject, and the turns that support it. */
    record Observation(String text, String speaker, Instant at, List<String> dialogIds) {}

    /** {@return the time of the last session, to which questions are relative} */
    Instant end() {
        return sessions.get(sessions.size() - 1).at();
    }

    /** {@return the observations as facts} */
    List<BenchmarkFact> observedFacts() {
        return observations.stream()
                .map(observation -> new BenchmarkFact(
                        observation.text(),
                        MemoryKind.FACT,
                        observation.speaker(),
                        List.of(),
                        Validity.unknown(),
                        observation.at(),
                        observation.dialogIds().stream()
                                .map(id -> new FactSource(id, observation.text()))
                                .toList()))
                .toList();
    }

    /** {@return the questions that the conversation answers} */
    List<BenchmarkQuestion> answerable() {
        return questions.stream()
                .filter(question -> !question.evidence().isEmpty())
                .toList();
    }
}
