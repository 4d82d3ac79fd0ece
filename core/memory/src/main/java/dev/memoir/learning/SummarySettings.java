// SPDX-License-Identifier: Apache-2.0
package dev.memoir.learning;

import dev.memoir.InvalidInputException;
import java.time.Duration;

/**
 * Settings of conversation summaries: when they are made, and their length. A summary costs one call of the language
 * model: about 250 tokens of instructions, the summary so far and the new turns.
 *
 * @param everyTurns the number of new turns after which a summary is made, at least 1
 * @param idle the time without turns after which a conversation has ended and the remaining turns are summarised
 * @param maxTokens the maximum length of a summary, in tokens of cl100k, at least 50
 */
public record SummarySettings(int everyTurns, Duration idle, int maxTokens) {

    /**
     * Validates the values.
     *
     * @throws InvalidInputException if a value is too small
     */
    public SummarySettings {
        if (everyTurns < 1 || idle.isNegative() || maxTokens < 50) {
            throw new InvalidInputException(
                    "The summary settings must have everyTurns of at least 1, maxTokens of at least"
                            + " 50 and a non-negative idle time, but were " + everyTurns + " turns, " + maxTokens
                            + " tokens and " + idle + ".");
        }
    }

    /** {@return the default settings: a summary after 20 turns or half an hour without turns, of at most 300 tokens} */
    public static SummarySettings defaults() {
        return new SummarySettings(20, Duration.ofMinutes(30), 300);
    }
}
