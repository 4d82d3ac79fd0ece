package dev.memoir.engine;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.QueryEmbedding;
import dev.memoir.embed.SimilarityScale;
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
final class FaultTolerantEmbedder {

    private static final Logger LOG = LoggerFactory.getLogger(FaultTolerantEmbedder.class);

    private final Embedder embedder;
    private final Redactor redactor;
    private final EmbedderScale scale;
    private final AtomicBoolean owing = new AtomicBoolean();

    /**
     * @param redactor takes out of questions what is taken out of stored texts, which come here without it
     * @param scale the scale of the embedder's cosines
     */
    FaultTolerantEmbedder(Embedder embedder, Redactor redactor, EmbedderScale scale) {
        this.embedder = embedder;
        this.redactor = redactor;
        this.scale = scale;
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
            List<float @Nullable []> vectors = Collections.unmodifiableList(embedder.embed(texts));
            scale.embedderWorks();
            return vectors;
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
     * The question as it is asked, or null. A secret leaves the process with a question as little as with a stored text, and what is
     * both is one text for the embedder.
     */
    @Nullable
    QueryEmbedding tryQuery(String query, Set<String> speakers) {
        String redacted = redactor.redact(query);
        try {
            QueryEmbedding asked = QueryEmbedding.of(redacted.isBlank() ? Redactor.MARK : redacted, speakers, embedder);
            scale.embedderWorks();
            return asked;
        } catch (EmbedderException e) {
            LOG.warn("The embedder {} failed. This search goes by words alone.", embedder.id(), e);
            return null;
        }
    }

    /** Vectors that were missing. */
    List<float[]> texts(List<String> texts) {
        List<float[]> vectors = embedder.embed(texts);
        scale.embedderWorks();
        return vectors;
    }

    /** {@return the scale of the embedder's cosines as far as it is known} */
    SimilarityScale scale() {
        return scale.current();
    }

    /** Finds the scale of the embedder's cosines out if it is unknown and that may succeed now. */
    void settleScale() {
        scale.settle();
    }

    /** {@return the similarity of two vectors on the standard scale, 0 to 1; 0 if they are of different lengths} */
    double similarity(float[] one, float[] other) {
        return HistorySearch.dense(one, other, scale());
    }

    /** Whether something was written without vectors since this was last asked. */
    boolean settle() {
        return owing.getAndSet(false);
    }

    void owe() {
        owing.set(true);
    }
}
