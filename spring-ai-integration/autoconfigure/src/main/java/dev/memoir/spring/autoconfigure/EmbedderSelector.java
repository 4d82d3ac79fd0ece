// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.embed.Embedder;
import dev.memoir.spring.SpringEmbedder;
import dev.memoir.spring.autoconfigure.MemoirProperties.EmbeddingModelIdentity;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Selects the memory's embedder when the memory is created and every bean is known: an {@link Embedder} bean of the
 * application, its embedding model, or the embedded one.
 */
final class EmbedderSelector {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderSelector.class);
    private static final String PROPERTY = MemoirProperties.PREFIX + ".embedder";
    private static final String IDENTITY = MemoirProperties.PREFIX + ".embedding-model";

    private final MemoirProperties properties;
    private final ObjectProvider<Embedder> embedders;
    private final ObjectProvider<EmbeddingModel> models;

    EmbedderSelector(
            MemoirProperties properties, ObjectProvider<Embedder> embedders, ObjectProvider<EmbeddingModel> models) {
        this.properties = properties;
        this.embedders = embedders;
        this.models = models;
    }

    /**
     * The selected embedder.
     *
     * @param kind the kind of embedder in one word
     * @param embedder the embedder; empty for the embedded one
     */
    record Chosen(String kind, Optional<Embedder> embedder) {}

    Chosen choose() {
        Embedder own = embedders.getIfAvailable();
        if (own != null) {
            return new Chosen("custom", Optional.of(own));
        }
        return switch (properties.getEmbedder()) {
            case MINILM -> minilm();
            case MODEL -> model().orElseThrow(this::noModel);
            case AUTO -> model().orElseGet(this::instead);
        };
    }

    private static Chosen minilm() {
        return new Chosen("minilm", Optional.empty());
    }

    private Optional<Chosen> model() {
        return Optional.ofNullable(models.getIfUnique())
                .map(model -> new Chosen("model", Optional.of(embedder(model, properties.getEmbeddingModel()))));
    }

    private static Embedder embedder(EmbeddingModel model, EmbeddingModelIdentity identity) {
        String id = identity.getId();
        Integer dimension = identity.getDimension();
        if (id == null && dimension == null) {
            return SpringEmbedder.of(model);
        }
        if (id == null) {
            throw new InvalidConfigurationPropertyValueException(
                    IDENTITY + ".dimension",
                    dimension,
                    "A dimension alone does not distinguish one model from another. Set " + IDENTITY + ".id too.");
        }
        return dimension == null ? SpringEmbedder.of(model, id) : SpringEmbedder.of(model, id, dimension);
    }

    private Chosen instead() {
        long several = models.stream().count();
        if (several > 1) {
            LOG.warn(
                    "The application has {} embedding models and none of them is primary. Memory embeds with"
                            + " all-MiniLM-L6-v2 in this process. Mark one @Primary, or set {} to minilm.",
                    several,
                    PROPERTY);
        }
        return minilm();
    }

    private InvalidConfigurationPropertyValueException noModel() {
        long several = models.stream().count();
        return new InvalidConfigurationPropertyValueException(
                PROPERTY,
                properties.getEmbedder(),
                several > 1
                        ? "The application has " + several + " embedding models and none of them is primary."
                                + " Mark one @Primary."
                        : "The application has no EmbeddingModel. Add the starter of one, or set " + PROPERTY
                                + " to auto or minilm.");
    }
}
