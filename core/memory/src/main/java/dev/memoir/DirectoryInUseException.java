package dev.memoir;

import org.jspecify.annotations.Nullable;

/** Another process, or another memory of this one, holds the directory. */
public class DirectoryInUseException extends StorageException {

    /** @param message what happened and how to mend it */
    public DirectoryInUseException(String message) {
        this(message, null);
    }

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public DirectoryInUseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
