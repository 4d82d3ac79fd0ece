// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;

/**
 * A brief summary of what is known about a user, for a constant part of the prompt.
 *
 * @param items the memories that it states, in the order of the text
 * @param text a delimited block for a prompt; empty if nothing is known. It may contain braces: where a framework would
 *     parse it as a template, pass it as a value
 * @param tokens the number of tokens (cl100k) of the text
 */
public record Profile(List<Memory> items, String text, int tokens) {

    /** Copies the items. */
    public Profile {
        items = List.copyOf(items);
    }
}
