// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Origin;
import dev.memoir.StoredTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shortens turns to what a model needs to extract facts. Turns of believed origins are kept without pasted code; other
 * turns, which are not evidence, are reduced to an {@link AnswerExcerpt}.
 */
final class PromptExcerpts {

    private PromptExcerpts() {}

    /**
     * {@return the turns with excerpts of their texts, in the same order}
     *
     * @param turns consecutive turns of one conversation
     * @param believed the trusted origins, whose words are evidence
     */
    static List<StoredTurn> of(List<StoredTurn> turns, Set<Origin> believed) {
        List<StoredTurn> excerpts = new ArrayList<>(turns);
        String next = "";
        for (int i = turns.size() - 1; i >= 0; i--) {
            StoredTurn turn = turns.get(i);
            String text = turn.text();
            if (believed.contains(turn.turn().origin())) {
                next = CodeBlocks.without(text);
                excerpts.set(i, RequestSanitizer.withText(turn, CodeBlocks.shortened(text, next)));
            } else {
                excerpts.set(
                        i, RequestSanitizer.withText(turn, AnswerExcerpt.of(CodeBlocks.shortened(text, next), next)));
            }
        }
        return excerpts;
    }
}
