// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The memory's directory cannot be created, or this user cannot write to it. */
public class DirectoryNotWritableException extends StorageException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the failure of the file system, if any
     */
    public DirectoryNotWritableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
