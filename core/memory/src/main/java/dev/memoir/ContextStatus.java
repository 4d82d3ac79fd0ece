// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** Whether the context of a search states a hit, and if not, why not. */
public enum ContextStatus {

    /** The hit has a line of its own. */
    OWN_LINE("has a line in the context"),

    /** Lines of other items state the hit: they say the same words, are extracted from it or are its source. */
    OTHER_LINES("stated by another line"),

    /** The hit is not among those that the search's {@linkplain SearchResult#relevance() relevance} admits. */
    NOT_RELEVANT("left out: the memory is unlikely to hold what was asked for"),

    /** The context has the maximum number of turns of the hit's conversation. */
    CONVERSATION_FULL("left out: enough of its conversation is in the context"),

    /** The hit does not fit the token budget, which a low relevance reduces. */
    OVER_BUDGET("left out: the token budget is used up"),

    /** No context was built: the search has no token budget. */
    NO_CONTEXT("no context was requested");

    private final String reason;

    ContextStatus(String reason) {
        this.reason = reason;
    }

    /** {@return the reason in a few words, without the hit's text} */
    public String reason() {
        return reason;
    }

    /** {@return whether the context states the hit} */
    public boolean inContext() {
        return this == OWN_LINE || this == OTHER_LINES;
    }
}
