// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.EmbedderException;
import java.util.List;
import java.util.Optional;

/** Converts texts to vectors. Implementations are thread-safe. */
public interface Embedder extends AutoCloseable {

    /**
     * {@return the name of the vector space} Vectors with the same id are comparable and are stored in the ledger under
     * it; a change of model, pooling or prefix requires another id.
     */
    String id();

    /** {@return the number of dimensions of every vector} */
    int dimension();

    /**
     * Embeds texts that are stored.
     *
     * @param texts any number of texts, none blank; long ones may be truncated to what the model reads
     * @return one vector of {@link #dimension()} finite floats and length 1 per text, in order
     * @throws EmbedderException if any text cannot be embedded; none is embedded then
     */
    List<float[]> embed(List<String> texts);

    /**
     * Embeds a question, by default like a stored text.
     *
     * @param query the question, not blank
     * @return a vector of {@link #dimension()} finite floats and length 1
     * @throws EmbedderException if it cannot be embedded
     */
    default float[] embedQuery(String query) {
        return embed(List.of(query)).get(0);
    }

    /**
     * Embeds questions, each like {@link #embedQuery}. Override it if embedding several at once takes fewer requests.
     *
     * @param queries the questions, none blank
     * @return one vector per question, in order
     * @throws EmbedderException if any cannot be embedded; none is embedded then
     */
    default List<float[]> embedQueries(List<String> queries) {
        return queries.stream().map(this::embedQuery).toList();
    }

    /**
     * {@return whether a text has the same vector as a question and as a stored text, so that a text used as both is
     * embedded once} By default true unless {@link #embedQuery} or {@link #embedQueries} is overridden. Override it in
     * an embedder that overrides one of them and embeds both alike.
     */
    default boolean symmetric() {
        return inherits(getClass(), "embedQuery", String.class) && inherits(getClass(), "embedQueries", List.class);
    }

    private static boolean inherits(Class<?> type, String method, Class<?> parameter) {
        try {
            return type.getMethod(method, parameter).getDeclaringClass() == Embedder.class;
        } catch (NoSuchMethodException e) {
            // A native image without reflection: embedding the text twice is safe.
            return false;
        }
    }

    /**
     * {@return the scale of its cosines, if it is known} Otherwise a memory measures it once with {@link
     * SimilarityCalibrator#measure} and stores it. Override it if the scale is known, or if no language model makes the
     * vectors: {@link SimilarityScale#STANDARD} then leaves the cosines unchanged.
     */
    default Optional<SimilarityScale> similarityScale() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
