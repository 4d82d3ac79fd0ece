// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

/**
 * The reason for the rejection of a proposal.
 *
 * @param reason the kind of failure
 * @param detail the explanation, for the history; it may quote the proposal, so it must not be logged
 */
public record Rejection(Reason reason, String detail) {

    /** {@return whether the text of the rejected proposal may be stored with the reason} */
    public boolean keepsText() {
        return reason != Reason.EXCLUDED_TOPIC;
    }

    /** The kinds of failure. */
    public enum Reason {
        /** It cites no turn of the batch. */
        NO_SOURCE,
        /** Its quote does not occur in the turn. */
        QUOTE_NOT_FOUND,
        /** It relies on words of an origin that is not believed: the assistant, a tool, a document, the system. */
        UNTRUSTED_ORIGIN,
        /** Someone else said it, and the cited speaker did not confirm it. */
        NOT_AGREED,
        /** It repeats a recalled or known memory, not what was said. */
        RECALLED,
        /** It contains a name that was not said and is not known. */
        UNGROUNDED_NAME,
        /** It contains a number that was not said. */
        UNGROUNDED_NUMBER,
        /** It contains a date that was not said and does not follow from what was said. */
        UNGROUNDED_DATE,
        /** It shares too few words with what was said. */
        UNGROUNDED,
        /** It repeats the extractor's instructions. */
        PROMPT_ECHO,
        /** It is a question, a greeting or thanks, or states nothing. */
        NO_STATEMENT,
        /** It is about the conversation, not about the world. */
        ABOUT_CONVERSATION,
        /** It contains a secret. */
        SECRET,
        /** It belongs to a topic that the application excludes. Its text is not stored with the rejection. */
        EXCLUDED_TOPIC,
        /** It belongs to none of the topics that the application includes. */
        NOT_INCLUDED,
        /** It retracts a fact without a request to forget it: "don't forget that …". */
        NOT_REQUESTED,
        /** It changes something that is not among the known facts. */
        UNKNOWN_TARGET
    }
}
