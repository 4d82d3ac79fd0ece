package dev.memoir.extract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of telling turns again in fewer words.
 *
 * @param text the words that hold, or null if there is nothing to tell
 * @param rejected the parts that were turned away
 * @param tokens how many tokens (of cl100k) the prompt and the reply took, 0 if no model was asked
 */
public record GeneratedSummary(@Nullable String text, List<Rejected> rejected, int tokens) {

    /** Copies the list. */
    public GeneratedSummary {
        rejected = List.copyOf(rejected);
    }

    /**
     * A part that was turned away.
     *
     * @param text its words
     * @param why the reason
     */
    public record Rejected(String text, Rejection why) {}
}
