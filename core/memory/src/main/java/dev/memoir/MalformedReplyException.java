// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** A language model's reply cannot be parsed. Asking again may help, or a better model. */
public final class MalformedReplyException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /** The tokens that the prompt and the reply used. */
    private final int tokens;

    /**
     * Creates the exception.
     *
     * @param message what was expected and what was received, without any text of the conversation
     */
    public MalformedReplyException(String message) {
        this(message, 0);
    }

    /**
     * Creates the exception.
     *
     * @param message what was expected and what was received, without any text of the conversation
     * @param tokens the tokens that the prompt and the reply used, 0 if unknown
     */
    public MalformedReplyException(String message, int tokens) {
        super(message, null);
        this.tokens = tokens;
    }

    /** {@return the tokens that the prompt and the reply used, 0 if unknown} */
    public int tokens() {
        return tokens;
    }
}
