package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The embedder failed or returned vectors that do not fit. */
public class EmbedderException extends MemoirException {

    /** @param message what happened and how to mend it */
    public EmbedderException(String message) {
        this(message, null);
    }

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public EmbedderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
