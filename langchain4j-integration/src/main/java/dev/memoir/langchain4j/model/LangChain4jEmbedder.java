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
 * Any LangChain4j embedding model as the memory's embedder:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .embedder(LangChain4jEmbedder.of(model))
 *         .open();
 * }</pre>
 *
 * <p>A model that tells questions from documents is told which is which. Texts that are longer than models read are cut.
 * Thread-safe if the model is.
 */
public final class LangChain4jEmbedder implements Embedder {

    /** Under the 8,191 that OpenAI's models read. */
    static final int MOST_TOKENS = 8_000;

    /** Characters in a request: under the tokens that OpenAI takes at once in any script. */
    static final int MOST_CHARACTERS = 200_000;

    /** How many texts a request takes is LangChain4j's to know: its models divide what they are given. */
    private static final EmbeddingLimits LIMITS = new EmbeddingLimits(MOST_TOKENS, Integer.MAX_VALUE, MOST_CHARACTERS);

    /** What a model says that has no name. */
    private static final String UNKNOWN = "unknown";

    private final EmbeddingModel model;
    private final String id;
    private final int dimension;
    private final boolean tellsQuestions;

    private LangChain4jEmbedder(EmbeddingModel model, @Nullable String id) {
        this.model = model;
        dimension = asked(model, "tell its dimension", model::dimension);
        tellsQuestions = model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE);
        this.id = id != null ? id : named(model) + "/" + dimension + (tellsQuestions ? "/query-document" : "");
    }

    /**
     * {@return an embedder whose id is made of the model's name and dimension}
     *
     * @param model the model; not closed by this. Most tell their dimension by embedding a word
     * @throws EmbedderException if the model has no name, or cannot tell its dimension
     */
    public static LangChain4jEmbedder of(EmbeddingModel model) {
        return new LangChain4jEmbedder(model, null);
    }

    /**
     * {@return an embedder of a given id, for models without a name}
     *
     * @param model the model; not closed by this. Most tell their dimension by embedding a word
     * @param id names the vector space; to be changed with the model, and with nothing else
     * @throws EmbedderException if the model cannot tell its dimension
     */
    public static LangChain4jEmbedder of(EmbeddingModel model, String id) {
        return new LangChain4jEmbedder(model, id);
    }

    private static String named(EmbeddingModel model) {
        String name = model.modelName();
        if (name == null || name.isBlank() || name.equals(UNKNOWN)) {
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " does not say which model"
                            + " it is. Vectors are kept under an id that changes with the model: give one, of(model, id).");
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
        return !tellsQuestions;
    }

    private List<float[]> embedded(List<String> texts, EmbeddingInputType type) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        LIMITS.requests(texts).forEach(request -> vectors.addAll(vectors(request, type)));
        return vectors;
    }

    private List<float[]> vectors(List<String> texts, EmbeddingInputType type) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        List<Embedding> embeddings = asked(
                model,
                "embed " + texts.size() + " texts",
                () -> tellsQuestions ? typed(segments, type) : untyped(segments));
        if (embeddings.size() != texts.size() || embeddings.contains(null)) {
            throw new EmbedderException("The embedding model "
                    + model.getClass().getName() + " answered "
                    + texts.size() + " texts with " + embeddings.size() + " vectors, or with one that is null. It must"
                    + " return one for each.");
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

    private static <T> T asked(EmbeddingModel model, String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            // Only the kind of failure: its message may quote what was to be embedded.
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " failed to " + what + " ("
                            + e.getClass().getSimpleName() + "). See the cause; is its service up, its key valid?",
                    e);
        }
    }
}
