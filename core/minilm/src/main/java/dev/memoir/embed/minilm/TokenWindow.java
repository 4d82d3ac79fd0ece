// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

/**
 * A section of one text that the model reads at once.
 *
 * @param text the index of its text in the call
 * @param ids its word pieces, with the model's start and end marks
 */
record TokenWindow(int text, long[] ids) {

    int length() {
        return ids.length;
    }
}
