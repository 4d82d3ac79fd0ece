package dev.memoir.engine;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Asked;
import dev.memoir.embed.Embedder;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedder as the engine uses it: when it fails, what is written goes on without vectors and is found by words, and
 * the missing vectors are made once it works again. Thread-safe.
 */
final class Embedding {

    private static final Logger LOG = LoggerFactory.getLogger(Embedding.class);

    private final Embedder embedder;
    private final AtomicBoolean owing = new AtomicBoolean();

    Embedding(Embedder embedder) {
        this.embedder = embedder;
    }

    String id() {
        return embedder.id();
    }

    /** A vector for each text, or null for each. */
    List<float @Nullable []> tryTexts(List<String> texts) {
        try {
            return Collections.unmodifiableList(embedder.embed(texts));
        } catch (EmbedderException e) {
            owing.set(true);
            LOG.warn(
                    "The embedder {} failed. What is written now is found by words alone until it works again.",
                    embedder.id(),
                    e);
            return Collections.nCopies(texts.size(), null);
        }
    }

    /** The question's vector, or null. */
    float @Nullable [] tryQuery(String query, Set<String> speakers) {
        try {
            return Asked.vector(query, speakers, embedder);
        } catch (EmbedderException e) {
            LOG.warn("The embedder {} failed. This search goes by words alone.", embedder.id(), e);
            return null;
        }
    }

    /** Vectors that were missing. */
    List<float[]> texts(List<String> texts) {
        return embedder.embed(texts);
    }

    /** Whether something was written without vectors since this was last asked. */
    boolean settle() {
        return owing.getAndSet(false);
    }

    void owe() {
        owing.set(true);
    }
}
