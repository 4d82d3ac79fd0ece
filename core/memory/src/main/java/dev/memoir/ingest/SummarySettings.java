package dev.memoir.ingest;

import dev.memoir.InvalidInputException;
import java.time.Duration;

/**
 * When conversations are summarised, and how long. A summary costs one call of the language model: some 250 tokens of
 * instructions, the summary so far and the new turns.
 *
 * @param everyTurns after how many new turns a summary is made, at least 1
 * @param idle a conversation has ended when nothing was said for so long; then what is left is summarised
 * @param maxTokens how long a summary may be, in tokens of cl100k, at least 50
 */
public record SummarySettings(int everyTurns, Duration idle, int maxTokens) {

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is too small
     */
    public SummarySettings {
        if (everyTurns < 1 || idle.isNegative() || maxTokens < 50) {
            throw new InvalidInputException("A summary is made after 1 turn at least, of 50 tokens at least, when a"
                    + " conversation has rested for no negative time. Mend: " + everyTurns + " turns, " + maxTokens
                    + " tokens, " + idle + ".");
        }
    }

    /** {@return a summary after 20 turns and when a conversation has rested for half an hour, of at most 300 tokens} */
    public static SummarySettings standard() {
        return new SummarySettings(20, Duration.ofMinutes(30), 300);
    }
}
