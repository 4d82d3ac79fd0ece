// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.IndexChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Provides what an index is built from: the change feed, the vectors of each embedder and the scale of its cosines.
 * Each method is one transaction. Implementations are thread-safe.
 */
public interface ProjectionLedger {

    /** {@return the sequence of the latest change, 0 if there is none} */
    long lastChange();

    /**
     * {@return the number of changes after a sequence}
     *
     * @param after the sequence of a change, or 0
     */
    long countChanges(long after);

    /**
     * Reads the change feed. Each item appears once, at its latest change, so the feed from 0 contains everything.
     *
     * @param after the sequence of a change, or 0
     * @param limit the maximum number of changes
     * @param embedderId the vector space of the documents' vectors
     * @return the changes after the sequence, in order
     */
    List<IndexChange> changes(long after, int limit, String embedderId);

    /**
     * {@return turns and memories that have no vector of an embedder}
     *
     * @param embedderId the vector space
     * @param limit the maximum number of items
     */
    List<MissingVector> missingVectors(String embedderId, int limit);

    /**
     * {@return the number of turns and memories that have no vector of an embedder}
     *
     * @param embedderId the vector space
     */
    long countUnembedded(String embedderId);

    /**
     * Stores vectors and moves their items to the end of the change feed.
     *
     * @param embedderId the vector space
     * @param vectors the vectors by item; items that are gone or have another text by now are skipped
     */
    void putVectors(String embedderId, Map<MissingVector, float[]> vectors);

    /**
     * Stores vectors that no index in use waits for: their items keep their positions in the change feed.
     *
     * @param embedderId the vector space
     * @param vectors the vectors by item; items that are gone or have another text by now are skipped
     */
    void keepVectors(String embedderId, Map<MissingVector, float[]> vectors);

    /**
     * {@return the dimension of an embedder's stored vectors: the preferred one if any vector has it, else that of any
     * vector; empty if there is none}
     *
     * @param embedderId the vector space
     * @param preferred the dimension to look for first
     */
    OptionalInt vectorDimension(String embedderId, int preferred);

    /**
     * {@return the similarity scale of an embedder, if it was measured}
     *
     * @param embedderId the vector space
     * @param reference the version of the reference texts of the measurement
     */
    Optional<SimilarityScale> similarityScale(String embedderId, int reference);

    /**
     * Stores the similarity scale of an embedder unless there is one: the first of several processes decides for all.
     *
     * @param embedderId the vector space
     * @param reference the version of the reference texts of the measurement
     * @param measured the measured scale
     * @return the stored scale
     */
    SimilarityScale keepSimilarityScale(String embedderId, int reference, SimilarityScale measured);

    /**
     * Deletes vectors of items. They can be computed again.
     *
     * @param embedderId the vector space
     * @param items the ids of the items
     */
    void dropVectors(String embedderId, Collection<String> items);

    /**
     * Deletes all vectors of a space. They can be computed again.
     *
     * @param embedderId the vector space
     * @return the number of deleted vectors
     */
    long dropVectors(String embedderId);
}
