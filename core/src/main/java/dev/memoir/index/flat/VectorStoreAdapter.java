package dev.memoir.index.flat;

import dev.memoir.MemoryIndexException;
import java.util.List;

/**
 * A vector store of another library or server: what differs between them, below a {@link VectorStoreIndex}. Implementations are
 * thread-safe; every failure is a {@link MemoryIndexException} that names the store and quotes nothing of what is stored.
 */
public interface VectorStoreAdapter extends AutoCloseable {

    /** {@return what messages call it, such as "The vector store chroma"} */
    String name();

    /**
     * Stores documents that have a vector. One whose id the store holds already is to be replaced; where a store cannot, the
     * index finds that out and removes it first.
     *
     * @param documents in any number
     */
    void add(List<VectorStoreDocument> documents);

    /**
     * Removes documents; ids that the store does not hold are passed over.
     *
     * @param ids in any number
     */
    void remove(List<String> ids);

    /**
     * Removes what fulfils all conditions.
     *
     * @param conditions at least one
     * @return false if the store cannot; then nothing was removed
     */
    boolean removeWhere(List<VectorStoreCondition> conditions);

    /**
     * {@return the nearest documents that fulfil all conditions, the nearest first}
     *
     * @param question what is near to what: the words and their embedding
     * @param most at most so many
     * @param conditions at least one
     */
    List<VectorHit> search(VectorQuery question, int most, List<VectorStoreCondition> conditions);

    /** {@return the most that one search gives} */
    default int widest() {
        return 10_000;
    }

    /** Closes what the store opened by itself; by default nothing. */
    @Override
    default void close() {}
}
