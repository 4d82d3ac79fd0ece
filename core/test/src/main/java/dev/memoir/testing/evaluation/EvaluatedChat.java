// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that one user said and heard, with questions about it. A memory holds each chat in a scope of its own.
 *
 * @param id the id, unique within the set, valid as the id of a user
 * @param sessions the sessions in order, at least one
 * @param questions the questions, asked after the last session
 */
public record EvaluatedChat(String id, List<ChatSession> sessions, List<EvaluationQuestion> questions) {

    /** Copies the lists. */
    public EvaluatedChat {
        sessions = List.copyOf(sessions);
        questions = List.copyOf(questions);
    }

    /** {@return the time of the last session, to which questions are relative} */
    public Instant end() {
        return sessions.get(sessions.size() - 1).at();
    }

    /** {@return all turns, in order} */
    public Stream<ChatTurn> turns() {
        return sessions.stream().flatMap(session -> session.turns().stream());
    }

    /** {@return the questions that the chat answers} */
    public List<EvaluationQuestion> answerable() {
        return questions.stream().filter(EvaluationQuestion::answerable).toList();
    }

    /** {@return the questions that the chat does not answer} */
    public List<EvaluationQuestion> unanswerable() {
        return questions.stream().filter(question -> !question.answerable()).toList();
    }

    /** {@return the names of the speakers, sorted} */
    public List<String> speakers() {
        return turns().flatMap(said -> Stream.ofNullable(said.turn().speaker()))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return the scope of the chat} */
    public Scope scope() {
        return Scope.user(id);
    }

    /**
     * {@return this chat with other questions}
     *
     * @param others the questions
     */
    public EvaluatedChat withQuestions(List<EvaluationQuestion> others) {
        return new EvaluatedChat(id, sessions, others);
    }
}
