// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A question about a chat, asked after its last session.
 *
 * @param id the id, unique within the chat
 * @param text the question
 * @param evidence the ids of the turns that answer it; empty if the chat does not answer it
 * @param category the name of its category, by which figures are grouped
 * @param answer the reference answer; empty if none is known. It decides how much of a long turn's evidence an excerpt
 *     shows
 * @param reviewed whether a person has confirmed the question and its evidence
 */
public record EvaluationQuestion(
        String id, String text, Set<String> evidence, String category, String answer, boolean reviewed) {

    /** The category of a question that names none. */
    public static final String DEFAULT_CATEGORY = "question";

    /**
     * The category of questions with a false premise. Their evidence is what was really said, which a ranking should
     * find; contexts are not measured with them, because no context could answer them.
     */
    public static final String ADVERSARIAL = "adversarial";

    /** Copies the evidence, in order. */
    public EvaluationQuestion {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }

    /** {@return whether the chat answers the question} */
    public boolean answerable() {
        return !evidence.isEmpty();
    }

    /** {@return whether contexts are measured with the question: it is answerable, and its premise holds} */
    public boolean contextual() {
        return answerable() && !category.equals(ADVERSARIAL);
    }

    /**
     * {@return this question with other evidence}
     *
     * @param others the ids of the turns that answer it
     */
    public EvaluationQuestion withEvidence(Set<String> others) {
        return new EvaluationQuestion(id, text, others, category, answer, reviewed);
    }
}
