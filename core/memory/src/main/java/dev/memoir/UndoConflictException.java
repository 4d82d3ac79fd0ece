// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** A step cannot be undone, because the memory has changed since. Undo the later steps first. */
public final class UndoConflictException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public UndoConflictException(String message) {
        super(message, null);
    }
}
