package dev.memoir.extract;

/**
 * Why a proposal was turned away.
 *
 * @param reason which gate
 * @param detail what was wrong, for the history: it may quote the proposal, so it belongs into no log
 */
public record Rejection(Reason reason, String detail) {

    /** {@return whether the words of what was turned away may be kept with the reason} */
    public boolean keepsWords() {
        return reason != Reason.EXCLUDED_TOPIC;
    }

    /** What can be wrong with a proposal. */
    public enum Reason {
        /** It cites no turn of the batch. */
        NO_SOURCE,
        /** Its quote does not stand in the turn. */
        QUOTE_NOT_FOUND,
        /** It rests on the words of someone who is not believed: the assistant, a tool, a document, the system. */
        UNTRUSTED_ORIGIN,
        /** Others said it before, and the user did not agree. */
        NOT_AGREED,
        /** It says what was recalled, not what was said. */
        RECALLED,
        /** A name in it stands nowhere in what was said. */
        UNGROUNDED_NAME,
        /** A number in it stands nowhere in what was said. */
        UNGROUNDED_NUMBER,
        /** A date in it neither stands in what was said nor follows from it. */
        UNGROUNDED_DATE,
        /** What it says has nothing to do with what was said. */
        UNGROUNDED,
        /** It repeats the extractor's instructions. */
        PROMPT_ECHO,
        /** It is a question, a greeting or thanks, or says nothing. */
        NO_STATEMENT,
        /** It tells of the conversation, not of the world. */
        ABOUT_CONVERSATION,
        /** It holds a secret. */
        SECRET,
        /** It is of a topic that the application leaves out. Its words are not kept with the rejection. */
        EXCLUDED_TOPIC,
        /** It is of none of the topics that the application keeps alone. */
        NOT_INCLUDED,
        /** It retracts what nobody asked to forget: "don't forget that …". */
        NOT_REQUESTED,
        /** It changes something that is not among the known facts. */
        UNKNOWN_TARGET
    }
}
