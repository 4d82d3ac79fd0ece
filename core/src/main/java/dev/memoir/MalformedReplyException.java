package dev.memoir;

/** A language model answered with something that cannot be read. Asking again may help, or a better model. */
public final class MalformedReplyException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /** @param message what was expected and what came, without the words of the conversation */
    public MalformedReplyException(String message) {
        super(message, null);
    }
}
