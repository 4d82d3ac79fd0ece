package dev.memoir.ingest;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What learning needs of the memory around it: its search, its embedder, its index. Implementations are thread-safe. */
public interface LearningContext {

    /**
     * {@return current memories near to texts, none twice}
     *
     * @param scope the scope they were written with, exactly
     * @param texts what they are to be near to
     */
    List<Memory> nearest(Scope scope, Collection<String> texts);

    /**
     * {@return current facts near to any of some queries, none twice}
     *
     * @param scope the scope they were written with, exactly
     * @param queries the queries; each costs a search of the index
     */
    List<Memory> facts(Scope scope, List<FactQuery> queries);

    /**
     * {@return recallable turns near to texts, none twice; while the index is away, among the latest}
     *
     * @param scope the scope they were written with, exactly
     * @param texts what they are to be near to
     */
    List<RecordedTurn> turnsNear(Scope scope, Collection<String> texts);

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
     * @param other another of the same space
     */
    double similarity(float[] one, float[] other);

    /** {@return the time zone of turns that have none} */
    ZoneId zone();

    /** {@return the vector space} */
    String embedderId();

    /** {@return this, with the vector space that it has now, whatever becomes of the memory's} */
    default LearningContext steady() {
        return this;
    }

    /** Makes the index follow what was committed. */
    void committed();
}
