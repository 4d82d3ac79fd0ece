// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * The embedder's vectors differ in length from those that are stored under its id. Nothing was stored. An id stands for
 * one model: another model needs another id.
 */
public class EmbedderMismatchException extends EmbedderException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public EmbedderMismatchException(String message) {
        super(message);
    }
}
