// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a memory that learning depends on: its search, embedder and index. Implementations are thread-safe. */
public interface LearningContext {

    /**
     * {@return the current memories most similar to texts, without duplicates}
     *
     * @param scope the exact scope of the memories
     * @param texts the texts to compare with
     */
    List<Memory> nearest(Scope scope, Collection<String> texts);

    /**
     * {@return the current facts most similar to any of the queries, without duplicates}
     *
     * @param scope the exact scope of the facts
     * @param queries the queries; each costs a search of the index
     */
    List<Memory> facts(Scope scope, List<FactQuery> queries);

    /**
     * {@return the recallable turns most similar to texts, without duplicates} While the index is not available, only
     * the latest turns are searched.
     *
     * @param scope the exact scope of the turns
     * @param texts the texts to compare with
     */
    List<StoredTurn> turnsNear(Scope scope, Collection<String> texts);

    /**
     * {@return a vector for each text, or null for each while the embedder fails}
     *
     * @param texts the texts
     */
    List<float @Nullable []> vectors(List<String> texts);

    /**
     * {@return the similarity of two such vectors, 0 to 1, on the scale of all-MiniLM-L6-v2}
     *
     * @param one a vector
     * @param other another vector of the same space
     */
    double similarity(float[] one, float[] other);

    /** {@return the time zone for turns that have none} */
    ZoneId zone();

    /** {@return the name of the vector space} */
    String embedderId();

    /** {@return this context with its current vector space, even if the memory's embedder is replaced later} */
    default LearningContext withFixedEmbedder() {
        return this;
    }

    /** Updates the index with what was committed. */
    void updateIndex();
}
