// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** Another process, or another memory of this process, holds the directory. */
public class DirectoryInUseException extends StorageException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public DirectoryInUseException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public DirectoryInUseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
