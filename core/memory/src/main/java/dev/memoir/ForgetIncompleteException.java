package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * Something is forgotten for good, and is not shown to anybody any more, but bytes of it may still lie in the ledger's files.
 * The next forget, or the next opening, tries again to scrub them.
 */
public class ForgetIncompleteException extends StorageException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ForgetResult receipt;

    /**
     * @param receipt what is forgotten
     * @param message what happened and how to mend it
     * @param cause what it came from
     */
    public ForgetIncompleteException(ForgetResult receipt, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.receipt = receipt;
    }

    /** {@return what is forgotten; null after serialization} */
    public @Nullable ForgetResult receipt() {
        return receipt;
    }
}
