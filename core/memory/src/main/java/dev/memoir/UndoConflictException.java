package dev.memoir;

/** A step cannot be taken back, because the memory has changed since. Take the later steps back first. */
public final class UndoConflictException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened and how to mend it */
    public UndoConflictException(String message) {
        super(message, null);
    }
}
