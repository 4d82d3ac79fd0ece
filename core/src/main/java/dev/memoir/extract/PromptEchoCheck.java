package dev.memoir.extract;

import dev.memoir.extract.Rejection.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the extractor was told is not what the user said: its instructions, its example, the application's wishes. */
final class PromptEchoCheck implements ProposalCheck {

    /** So many words in a row are no chance. */
    private static final int WORDS = 5;

    /** The same of characters, for scripts without spaces. */
    private static final int SIGNS = 8;

    private final String instructions;

    /** @param instructions what the model was told */
    PromptEchoCheck(String instructions) {
        this.instructions = NormalizedText.of(instructions);
    }

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim.text(), evidence));
    }

    private Optional<Rejection> check(String text, ProposalContext evidence) {
        boolean json = text.contains("\"op\"") || text.contains("\"operations\"");
        ContentWords statement = ContentWords.of(text, evidence.grammar());
        // Who says in words of the instructions what is so has still said it.
        boolean said = statement.in(evidence.own()) == statement.size();
        boolean echo = json
                || (!said
                        && Stream.concat(
                                        Stream.of(instructions), evidence.told().map(NormalizedText::of))
                                .anyMatch(told -> shares(NormalizedText.of(text), told)));
        return echo
                ? Optional.of(new Rejection(Reason.PROMPT_ECHO, "It repeats the extractor's instructions."))
                : Optional.empty();
    }

    private static boolean shares(String essence, String told) {
        String framed = " " + told + " ";
        List<String> words = List.of(essence.split(" "));
        for (int i = 0; i + WORDS <= words.size(); i++) {
            if (framed.contains(" " + String.join(" ", words.subList(i, i + WORDS)) + " ")) {
                return true;
            }
        }
        List<String> runs = new ArrayList<>(MorphologicalWords.runs(essence));
        return runs.stream().anyMatch(run -> sharesSigns(run, told));
    }

    private static boolean sharesSigns(String run, String told) {
        for (int i = 0; i + SIGNS <= run.length(); i++) {
            if (told.contains(run.substring(i, i + SIGNS))) {
                return true;
            }
        }
        return false;
    }
}
