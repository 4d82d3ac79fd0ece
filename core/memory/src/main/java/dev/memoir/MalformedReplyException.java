package dev.memoir;

/** A language model answered with something that cannot be read. Asking again may help, or a better model. */
public final class MalformedReplyException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /** What it cost. */
    private final int tokens;

    /** @param message what was expected and what came, without the words of the conversation */
    public MalformedReplyException(String message) {
        this(message, 0);
    }

    /**
     * @param message what was expected and what came, without the words of the conversation
     * @param tokens what the prompt and the reply took, 0 if that is not known
     */
    public MalformedReplyException(String message, int tokens) {
        super(message, null);
        this.tokens = tokens;
    }

    /** {@return how many tokens the prompt and the reply took, 0 if that is not known} */
    public int tokens() {
        return tokens;
    }
}
