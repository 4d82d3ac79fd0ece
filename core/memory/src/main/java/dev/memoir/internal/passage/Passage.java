// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

/**
 * A part of a text.
 *
 * @param start the index of its first character, at least 0
 * @param end the index after its last character, above {@code start}
 */
public record Passage(int start, int end) {

    /** Validates the range. */
    public Passage {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "A passage must end after its start and not start below 0, was " + start + " to " + end + ".");
        }
    }

    /**
     * {@return the text of this passage, without the white space around it}
     *
     * @param whole the text that was split
     */
    public String of(String whole) {
        return whole.substring(start, end).strip();
    }
}
