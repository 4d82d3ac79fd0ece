package dev.memoir;

import org.jspecify.annotations.Nullable;

/** An argument cannot be stored or searched for; nothing was read or written. */
public class InvalidInputException extends MemoirException {

    /** @param message what happened and how to mend it */
    public InvalidInputException(String message) {
        this(message, null);
    }

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public InvalidInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
