// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rejects a claim that repeats the prompt instead of the user: the instructions, their example, the application's
 * texts.
 */
final class PromptEchoCheck implements ProposalCheck {

    /** This many shared words in a row are not a coincidence. */
    private static final int WORDS = 5;

    /** The same for characters of scripts without spaces. */
    private static final int CHARACTERS = 8;

    private final String instructions;

    /** @param instructions the instructions that the model was given */
    PromptEchoCheck(String instructions) {
        this.instructions = NormalizedText.of(instructions);
    }

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim.text(), evidence));
    }

    private Optional<Rejection> check(String text, ProposalContext evidence) {
        boolean json = text.contains("\"op\"") || text.contains("\"operations\"");
        ContentWords content = ContentWords.of(text, evidence.grammar());
        // A statement in words of the instructions is still a statement if the user made it.
        boolean said = content.in(evidence.ownWords()) == content.size();
        boolean echo = json
                || (!said
                        && Stream.concat(
                                        Stream.of(instructions),
                                        evidence.customTexts().map(NormalizedText::of))
                                .anyMatch(given -> shares(NormalizedText.of(text), given)));
        return echo
                ? Optional.of(new Rejection(Reason.PROMPT_ECHO, "It repeats the extractor's instructions."))
                : Optional.empty();
    }

    private static boolean shares(String normalized, String given) {
        String framed = " " + given + " ";
        List<String> words = List.of(normalized.split(" "));
        for (int i = 0; i + WORDS <= words.size(); i++) {
            if (framed.contains(" " + String.join(" ", words.subList(i, i + WORDS)) + " ")) {
                return true;
            }
        }
        List<String> runs = new ArrayList<>(MorphologicalWords.runs(normalized));
        return runs.stream().anyMatch(run -> sharesCharacters(run, given));
    }

    private static boolean sharesCharacters(String run, String given) {
        for (int i = 0; i + CHARACTERS <= run.length(); i++) {
            if (given.contains(run.substring(i, i + CHARACTERS))) {
                return true;
            }
        }
        return false;
    }
}
