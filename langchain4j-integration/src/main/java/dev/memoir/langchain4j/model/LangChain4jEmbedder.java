// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.EmbeddingLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adapts any LangChain4j embedding model to an embedder:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .embedder(LangChain4jEmbedder.of(model))
 *         .open();
 * }</pre>
 *
 * <p>If the model distinguishes queries from documents, it gets the type of each text. Texts beyond the models' input
 * limits are truncated. Thread-safe if the model is.
 */
public final class LangChain4jEmbedder implements Embedder {

    /** The maximum number of tokens of a text, below the 8,191 that OpenAI's models accept. */
    static final int MAX_TOKENS = 8_000;

    /** The maximum number of characters of a request, below OpenAI's token limit per request in any script. */
    static final int MAX_CHARACTERS = 200_000;

    /** The number of texts per request is left to LangChain4j, whose models split their input. */
    private static final EmbeddingLimits LIMITS = new EmbeddingLimits(MAX_TOKENS, Integer.MAX_VALUE, MAX_CHARACTERS);

    /** The name of models without a name. */
    private static final String UNKNOWN = "unknown";

    private final EmbeddingModel model;
    private final String id;
    private final int dimension;
    private final boolean hasQueryType;

    private LangChain4jEmbedder(EmbeddingModel model, @Nullable String id) {
        this.model = model;
        dimension = call(model, "return its dimension", model::dimension);
        hasQueryType = model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE);
        this.id = id != null ? id : named(model) + "/" + dimension + (hasQueryType ? "/query-document" : "");
    }

    /**
     * {@return an embedder with an id composed of the model's name and dimension}
     *
     * @param model the model, which is not closed by this. Most models determine their dimension by embedding a word
     * @throws EmbedderException if the model has no name, or its dimension is unknown
     */
    public static LangChain4jEmbedder of(EmbeddingModel model) {
        return new LangChain4jEmbedder(model, null);
    }

    /**
     * {@return an embedder with a custom id, for models without a name}
     *
     * @param model the model, which is not closed by this. Most models determine their dimension by embedding a word
     * @param id identifies the vector space; must change if and only if the model changes
     * @throws EmbedderException if the model's dimension is unknown
     */
    public static LangChain4jEmbedder of(EmbeddingModel model, String id) {
        return new LangChain4jEmbedder(model, id);
    }

    private static String named(EmbeddingModel model) {
        String name = model.modelName();
        if (name == null || name.isBlank() || name.equals(UNKNOWN)) {
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " has no model name."
                            + " Vectors are stored under an id that changes with the model: pass one with"
                            + " of(model, id).");
        }
        return "langchain4j/" + name;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return embedded(texts, EmbeddingInputType.DOCUMENT);
    }

    @Override
    public float[] embedQuery(String query) {
        return embedQueries(List.of(query)).get(0);
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return embedded(queries, EmbeddingInputType.QUERY);
    }

    @Override
    public boolean symmetric() {
        return !hasQueryType;
    }

    private List<float[]> embedded(List<String> texts, EmbeddingInputType type) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        LIMITS.batches(texts).forEach(request -> vectors.addAll(vectors(request, type)));
        return vectors;
    }

    private List<float[]> vectors(List<String> texts, EmbeddingInputType type) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        List<Embedding> embeddings = call(
                model,
                "embed " + texts.size() + " texts",
                () -> hasQueryType ? typed(segments, type) : untyped(segments));
        if (embeddings.size() != texts.size() || embeddings.contains(null)) {
            throw new EmbedderException("The embedding model "
                    + model.getClass().getName() + " returned "
                    + embeddings.size() + " vectors for " + texts.size() + " texts, or one that is null. It must"
                    + " return one for each text.");
        }
        return embeddings.stream().map(Embedding::vector).toList();
    }

    private List<Embedding> typed(List<TextSegment> segments, EmbeddingInputType type) {
        EmbeddingResponse response = model.embed(EmbeddingRequest.builder()
                .textSegments(segments)
                .inputType(type)
                .build());
        return response == null || response.embeddings() == null ? List.of() : response.embeddings();
    }

    private List<Embedding> untyped(List<TextSegment> segments) {
        Response<List<Embedding>> response = model.embedAll(segments);
        return response == null ? List.of() : response.content();
    }

    private static <T> T call(EmbeddingModel model, String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            // Without the message of the failure, which may quote the text to be embedded.
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " failed to " + what + " ("
                            + e.getClass().getSimpleName() + "). Check the cause, its service and its API key.",
                    e);
        }
    }
}
