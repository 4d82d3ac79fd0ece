package dev.memoir;

import org.jspecify.annotations.Nullable;

/** An idempotency key came again with other content; the first content stays as it is. */
public class IdempotencyConflictException extends MemoirException {

    /** @param message what happened and how to mend it */
    public IdempotencyConflictException(String message) {
        this(message, null);
    }

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public IdempotencyConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
