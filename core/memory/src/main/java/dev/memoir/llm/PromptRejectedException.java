package dev.memoir.llm;

import dev.memoir.MemoirException;
import org.jspecify.annotations.Nullable;

/**
 * A language model rejects what it was sent, and would reject it again: asking later does not help. Memory leaves out what the
 * model rejects and goes on with the rest.
 */
public final class PromptRejectedException extends MemoirException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable String partialReply;

    /**
     * Creates the exception.
     *
     * @param reason what the model objects to
     * @param message what happened, without the words of the conversation
     * @param cause the exception of the model's client, or null
     */
    public PromptRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, cause, null);
    }

    private PromptRejectedException(
            Reason reason, String message, @Nullable Throwable cause, @Nullable String partialReply) {
        super(message, cause);
        this.reason = reason;
        this.partialReply = partialReply;
    }

    /**
     * {@return the exception for a reply that the model broke off at its limit of output tokens}
     *
     * @param partialReply the reply so far
     */
    public static PromptRejectedException replyTooLong(String partialReply) {
        return new PromptRejectedException(
                Reason.REPLY_LENGTH,
                "The model broke its reply off at the limit of output tokens. Raise the limit (maxTokens) of the model.",
                null,
                partialReply);
    }

    /** {@return what the model objects to} */
    public Reason reason() {
        return reason;
    }

    /** {@return the reply up to where it was broken off, or null if there is none} */
    public @Nullable String partialReply() {
        return partialReply;
    }

    /** What a model objects to. */
    public enum Reason {
        /** A filter of the provider found the prompt or the reply harmful. */
        CONTENT_FILTER,
        /** The prompt is longer than the model's context. */
        CONTEXT_LENGTH,
        /** The model refused to answer. */
        REFUSAL,
        /** The reply is longer than the model may answer. */
        REPLY_LENGTH,
        /** The provider finds the prompt malformed. */
        INVALID_REQUEST
    }
}
