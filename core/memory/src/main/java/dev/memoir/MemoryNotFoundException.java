package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The scope holds no memory of this id. A memory of another scope is not found either. */
public class MemoryNotFoundException extends MemoirException {

    /** @param message what happened and how to mend it */
    public MemoryNotFoundException(String message) {
        this(message, null);
    }

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public MemoryNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
