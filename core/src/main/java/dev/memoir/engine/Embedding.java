package dev.memoir.engine;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Asked;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.Redactor;
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
    private final Redactor redactor;
    private final AtomicBoolean owing = new AtomicBoolean();

    /** @param redactor takes out of questions what is taken out of stored texts, which come here without it */
    Embedding(Embedder embedder, Redactor redactor) {
        this.embedder = embedder;
        this.redactor = redactor;
    }

    String id() {
        return embedder.id();
    }

    int dimension() {
        return embedder.dimension();
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

    /**
     * The question's vector, or null. A secret leaves the process with a question as little as with a stored text, and what is
     * both is one text for the embedder.
     */
    float @Nullable [] tryQuery(String query, Set<String> speakers) {
        String redacted = redactor.redact(query);
        try {
            return Asked.vector(redacted.isBlank() ? Redactor.MARK : redacted, speakers, embedder);
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
