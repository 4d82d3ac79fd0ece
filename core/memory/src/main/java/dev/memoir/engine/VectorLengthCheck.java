package dev.memoir.engine;

import dev.memoir.EmbedderException;
import dev.memoir.EmbedderMismatchException;
import dev.memoir.embed.Embedder;
import dev.memoir.ledger.Ledger;
import java.util.OptionalInt;

/** Compares an embedder with the vectors that a ledger keeps under its id. */
public final class VectorLengthCheck {

    private VectorLengthCheck() {}

    /**
     * Checks that an embedder's vectors are as long as those that are kept under its id. Where some are and some are not, it
     * is accepted: the others are made again when the index meets them.
     *
     * @param ledger keeps the vectors
     * @param embedder is about to add to them
     * @throws EmbedderMismatchException if none of those that are kept is as long
     * @throws EmbedderException if the embedder does not tell its id or dimension
     */
    public static void check(Ledger ledger, Embedder embedder) {
        int dimension = embedder.dimension();
        OptionalInt kept = ledger.vectorDimension(embedder.id(), dimension);
        if (kept.isPresent() && kept.getAsInt() != dimension) {
            throw new EmbedderMismatchException("The embedder '" + embedder.id() + "' gives vectors of " + dimension
                    + " dimensions, but those that this memory keeps under that id have " + kept.getAsInt()
                    + ". An id stands for one model: open the memory with the model that made them, or give the other model"
                    + " another id, such as '" + embedder.id() + "/" + dimension
                    + "'. Then everything is embedded again, and the old vectors are kept.");
        }
    }
}
