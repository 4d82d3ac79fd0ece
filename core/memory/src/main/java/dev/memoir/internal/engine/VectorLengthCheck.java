// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.EmbedderException;
import dev.memoir.EmbedderMismatchException;
import dev.memoir.embed.Embedder;
import dev.memoir.ledger.Ledger;
import java.util.OptionalInt;

/** Compares an embedder with the vectors that a ledger stores under its id. */
public final class VectorLengthCheck {

    private VectorLengthCheck() {}

    /**
     * Checks that an embedder's vectors are as long as those stored under its id. If only some of them are, the
     * embedder is accepted: the others are made again when the index reads them.
     *
     * @param ledger the ledger that stores the vectors
     * @param embedder the embedder that is about to add vectors
     * @throws EmbedderMismatchException if none of the stored vectors has that length
     * @throws EmbedderException if the embedder fails to state its id or dimension
     */
    public static void check(Ledger ledger, Embedder embedder) {
        int dimension = embedder.dimension();
        OptionalInt kept = ledger.projection().vectorDimension(embedder.id(), dimension);
        if (kept.isPresent() && kept.getAsInt() != dimension) {
            throw new EmbedderMismatchException("The embedder '" + embedder.id() + "' returns vectors of " + dimension
                    + " dimensions, but those that this memory stores under that id have " + kept.getAsInt()
                    + ". An id stands for one model: open the memory with the model that made them, or give the other"
                    + " model another id, such as '" + embedder.id() + "/" + dimension
                    + "'. Then everything is embedded again, and the old vectors are kept.");
        }
    }
}
