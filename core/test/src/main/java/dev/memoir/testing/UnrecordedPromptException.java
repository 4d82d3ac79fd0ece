package dev.memoir.testing;

/** A prompt has no recorded reply. The message tells which recording is stale, how the prompt changed and what to do. */
public final class UnrecordedPromptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String recorded;
    private final String asked;

    UnrecordedPromptException(String message, String recorded, String asked) {
        super(message);
        this.recorded = recorded;
        this.asked = asked;
    }

    /** {@return the most similar prompt that is recorded, empty if there is none} */
    public String recorded() {
        return recorded;
    }

    /** {@return the prompt} */
    public String asked() {
        return asked;
    }
}
