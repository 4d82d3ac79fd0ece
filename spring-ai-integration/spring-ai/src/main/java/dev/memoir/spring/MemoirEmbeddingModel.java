// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.SimilarityScale;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * Adapts an embedder of a memory to a Spring AI embedding model, for the vector store of a
 * {@link VectorStoreMemoryIndex}. Such a store embeds texts itself; with this model it receives the vectors that the
 * memory already has, so nothing is embedded or paid for twice, not even when the index is filled again:
 *
 * <pre>{@code
 * MemoirEmbeddingModel model = new MemoirEmbeddingModel(MiniLmEmbedder.load());
 * VectorStore store = PgVectorStore.builder(jdbc, model).dimensions(model.dimension()).build();
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .embedder(model)
 *         .index(dimension -> VectorStoreMemoryIndex.open(store, model))
 *         .open();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class MemoirEmbeddingModel implements EmbeddingModel, Embedder {

    private final Embedder embedder;

    /** The vectors of what is being stored or searched for, which a store embeds on the calling thread. */
    @SuppressWarnings(
            "ThreadLocalUsage") // Per instance, or one model would return another's vectors; it is always removed.
    private final ThreadLocal<@Nullable Map<String, Deque<float[]>>> known = new ThreadLocal<>();

    /**
     * Creates an adapter.
     *
     * @param embedder the embedder, closed together with this
     */
    public MemoirEmbeddingModel(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public String id() {
        return embedder.id();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public int dimensions() {
        return embedder.dimension();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedder.embed(texts);
    }

    @Override
    public float[] embedQuery(String query) {
        return embedder.embedQuery(query);
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return embedder.embedQueries(queries);
    }

    @Override
    public boolean symmetric() {
        return embedder.symmetric();
    }

    @Override
    public Optional<SimilarityScale> similarityScale() {
        return embedder.similarityScale();
    }

    @Override
    public float[] embed(Document document) {
        return vectors(List.of(getEmbeddingContent(document))).get(0);
    }

    @Override
    public float[] embed(String text) {
        return vectors(List.of(text)).get(0);
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<Embedding> embeddings = new ArrayList<>();
        for (float[] vector : vectors(request.getInstructions())) {
            embeddings.add(new Embedding(vector, embeddings.size()));
        }
        return new EmbeddingResponse(embeddings);
    }

    @Override
    public void close() {
        embedder.close();
    }

    /**
     * Runs a call of a store with vectors that are known.
     *
     * @param texts each text as the store embeds it, with its vector; a text that occurs twice has two in turn
     * @param call the call of the store
     */
    <T> T withVectors(List<Map.Entry<String, float[]>> texts, Supplier<T> call) {
        Map<String, Deque<float[]>> vectors = new HashMap<>();
        texts.forEach(text -> vectors.computeIfAbsent(text.getKey(), same -> new ArrayDeque<>())
                .add(text.getValue()));
        known.set(vectors);
        try {
            return call.get();
        } finally {
            known.remove();
        }
    }

    private List<float[]> vectors(List<String> texts) {
        List<float @Nullable []> vectors = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String text : texts) {
            float[] vector = knownOf(text);
            vectors.add(vector);
            if (vector == null) {
                unknown.add(text);
            }
        }
        List<float[]> embedded = new ArrayList<>(unknown.isEmpty() ? List.of() : embedder.embed(unknown));
        List<float[]> all = new ArrayList<>();
        for (float[] vector : vectors) {
            all.add(vector == null ? embedded.remove(0) : vector);
        }
        return all;
    }

    /** Keeps the last vector of a text: a store may embed it again. */
    private float @Nullable [] knownOf(String text) {
        Map<String, Deque<float[]>> vectors = known.get();
        Deque<float[]> left = vectors == null ? null : vectors.get(text);
        if (left == null) {
            return null;
        }
        return left.size() == 1 ? left.peek() : left.poll();
    }
}
