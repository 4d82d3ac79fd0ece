package dev.memoir;

import java.util.List;

/**
 * What is known of a user in few words, for a part of the prompt that is always there.
 *
 * @param items what it tells, in the order of the text
 * @param text a delimited block for a prompt; empty if nothing is known. It may hold braces: where a framework takes it for a
 *     template, give it as a value
 * @param tokens how many tokens (of cl100k) the text takes
 */
public record Profile(List<Memory> items, String text, int tokens) {

    /** Copies the items. */
    public Profile {
        items = List.copyOf(items);
    }
}
