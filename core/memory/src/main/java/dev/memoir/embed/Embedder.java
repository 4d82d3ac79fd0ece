package dev.memoir.embed;

import dev.memoir.EmbedderException;
import java.util.List;
import java.util.Optional;

/** Turns texts into vectors. Implementations are thread-safe. */
public interface Embedder extends AutoCloseable {

    /**
     * {@return the name of the vector space} Vectors of equal id can be compared and are kept in the ledger under it; a
     * change of model, pooling or prefix needs another id.
     */
    String id();

    /** {@return the number of dimensions of every vector} */
    int dimension();

    /**
     * Embeds texts that are stored.
     *
     * @param texts any number of texts, none blank; long ones may be cut to what the model reads
     * @return one vector of {@link #dimension()} finite floats and length 1 for each text, in order
     * @throws EmbedderException if any text cannot be embedded; then none is
     */
    List<float[]> embed(List<String> texts);

    /**
     * Embeds a question; the same as a stored text unless the model tells the two apart.
     *
     * @param query not blank
     * @return a vector of {@link #dimension()} finite floats and length 1
     * @throws EmbedderException if it cannot be embedded
     */
    default float[] embedQuery(String query) {
        return embed(List.of(query)).get(0);
    }

    /**
     * Embeds questions, each as {@link #embedQuery} does. To be overridden where several at once take fewer requests.
     *
     * @param queries none blank
     * @return one vector for each, in order
     * @throws EmbedderException if any cannot be embedded; then none is
     */
    default List<float[]> embedQueries(List<String> queries) {
        return queries.stream().map(this::embedQuery).toList();
    }

    /**
     * {@return whether a text has the same vector as a question and as a stored text, so that what is both is embedded once}
     * By default that holds unless {@link #embedQuery} or {@link #embedQueries} is overridden. To be overridden by an embedder
     * that overrides one of them and embeds both alike.
     */
    default boolean symmetric() {
        return inherits(getClass(), "embedQuery", String.class) && inherits(getClass(), "embedQueries", List.class);
    }

    private static boolean inherits(Class<?> type, String method, Class<?> parameter) {
        try {
            return type.getMethod(method, parameter).getDeclaringClass() == Embedder.class;
        } catch (NoSuchMethodException e) {
            // A native image without reflection: the text is embedded twice rather than wrongly.
            return false;
        }
    }

    /**
     * {@return the scale of its cosines, if it is known beforehand} Otherwise a memory measures it once by {@link
     * SimilarityCalibrator#measure} and keeps it. To be overridden where that has been done already, or where no model of
     * language makes the vectors: {@link SimilarityScale#STANDARD} then leaves its cosines as they are.
     */
    default Optional<SimilarityScale> similarityScale() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
