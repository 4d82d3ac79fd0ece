package dev.memoir;

import org.jspecify.annotations.Nullable;

/** What every failure of Memoir is: unchecked, with a message that says what happened and how to mend it. */
public abstract class MemoirException extends RuntimeException {

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    protected MemoirException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
