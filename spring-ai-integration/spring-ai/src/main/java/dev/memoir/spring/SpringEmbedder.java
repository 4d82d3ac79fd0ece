// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.EmbeddingLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * Adapts a Spring AI embedding model to the memory's embedder:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .embedder(SpringEmbedder.of(embeddingModel))
 *         .open();
 * }</pre>
 *
 * <p>Only a memory's text is sent to the model, whatever the model's metadata mode. Thread-safe if the model is.
 */
public final class SpringEmbedder implements Embedder {

    /**
     * The maximum number of tokens of a text: below what OpenAI's models read, and below nine tenths of that, which
     * Spring AI's batching accepts.
     */
    static final int MAX_TOKENS = 7_000;

    /** The maximum number of texts in a request: some providers refuse more. */
    static final int MAX_TEXTS = 64;

    /** The maximum number of characters in a request: below the tokens that OpenAI accepts at once in any script. */
    static final int MAX_CHARACTERS = 200_000;

    static final EmbeddingLimits LIMITS = new EmbeddingLimits(MAX_TOKENS, MAX_TEXTS, MAX_CHARACTERS);

    /** The text that the model is asked once to learn its name and dimension. */
    private static final List<String> PROBE = List.of("memory");

    private final EmbeddingModel model;
    private final String id;
    private final int dimension;

    private SpringEmbedder(EmbeddingModel model, String id, int dimension) {
        this.model = model;
        this.id = id;
        this.dimension = dimension;
    }

    /**
     * Asks the model once, and derives the id from the name that it states and the length of its vectors.
     *
     * @param model the model; not closed by this
     * @return the embedder
     * @throws EmbedderException if the model does not answer or has no name
     */
    public static SpringEmbedder of(EmbeddingModel model) {
        EmbeddingResponse response = probed(model);
        int dimension = dimension(response);
        String name =
                response.getMetadata() == null ? "" : response.getMetadata().getModel();
        if (name == null || name.isBlank()) {
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " does not state its name."
                            + " Vectors are stored under an id that changes with the model: give one, of(model, id).");
        }
        return new SpringEmbedder(model, "spring-ai/" + name + "/" + dimension, dimension);
    }

    /**
     * Asks the model once for the length of its vectors.
     *
     * @param model the model; not closed by this
     * @param id the name of the vector space; must change with the model, and with nothing else
     * @return the embedder
     * @throws EmbedderException if the model does not answer
     */
    public static SpringEmbedder of(EmbeddingModel model, String id) {
        return new SpringEmbedder(model, id, dimension(probed(model)));
    }

    /**
     * Does not ask the model, so that a memory opens while the model is unavailable.
     *
     * @param model the model; not closed by this
     * @param id the name of the vector space; must change with the model, and with nothing else
     * @param dimension the length of the model's vectors
     * @return the embedder
     */
    public static SpringEmbedder of(EmbeddingModel model, String id, int dimension) {
        return new SpringEmbedder(model, id, dimension);
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
        List<float[]> vectors = new ArrayList<>(texts.size());
        LIMITS.batches(texts).forEach(request -> vectors.addAll(model.embed(request)));
        return vectors;
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return embed(queries);
    }

    /** Spring AI's models do not distinguish queries from other texts. */
    @Override
    public boolean symmetric() {
        return true;
    }

    private static EmbeddingResponse probed(EmbeddingModel model) {
        try {
            return model.embedForResponse(PROBE);
        } catch (RuntimeException e) {
            throw new EmbedderException(
                    "The embedding model " + model.getClass().getName() + " does not answer. Is its service up, its"
                            + " key valid? To open a memory without it, give its id and dimension: of(model, id,"
                            + " dimension).",
                    e);
        }
    }

    /**
     * Not the model's {@code dimensions()}: it may be looked up by the model's name, and so be wrong for shortened
     * vectors.
     */
    private static int dimension(@Nullable EmbeddingResponse response) {
        if (response == null || response.getResults().isEmpty()) {
            throw new EmbedderException("The embedding model returned no vector for a text.");
        }
        return response.getResults().get(0).getOutput().length;
    }
}
