package dev.memoir;

/**
 * The embedder gives vectors of another length than those that are kept under its id. Nothing was stored. An id stands for one
 * model: the new one needs another.
 */
public class EmbedderMismatchException extends EmbedderException {

    /** @param message what happened and how to fix it */
    public EmbedderMismatchException(String message) {
        super(message);
    }
}
