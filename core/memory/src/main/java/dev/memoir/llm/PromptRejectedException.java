// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import dev.memoir.MemoirException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a language model rejects a prompt, and would reject it again: a retry does not help. The memory leaves out
 * what the model rejects and continues with the rest.
 */
public final class PromptRejectedException extends MemoirException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable String partialReply;

    /**
     * Creates the exception.
     *
     * @param reason what the model objects to
     * @param message what happened, without text of the conversation
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
     * {@return the exception for a reply that was truncated at the model's limit of output tokens}
     *
     * @param partialReply the reply so far
     */
    public static PromptRejectedException replyTooLong(String partialReply) {
        return new PromptRejectedException(
                Reason.REPLY_LENGTH,
                "The model stopped its reply at the limit of output tokens. Raise the limit (maxTokens) of the model.",
                null,
                partialReply);
    }

    /** {@return what the model objects to} */
    public Reason reason() {
        return reason;
    }

    /** {@return the truncated reply, or null if there is none} */
    public @Nullable String partialReply() {
        return partialReply;
    }

    /** The reasons for a rejection. */
    public enum Reason {
        /** A content filter of the provider blocked the prompt or the reply. */
        CONTENT_FILTER,
        /** The prompt is longer than the context window of the model. */
        CONTEXT_LENGTH,
        /** The model refused to answer. */
        REFUSAL,
        /** The reply exceeds the output limit of the model. */
        REPLY_LENGTH,
        /** The provider finds the prompt malformed. */
        INVALID_REQUEST
    }
}
