// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.EmbedderException;
import dev.memoir.internal.concurrent.InterruptGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Enforces the contract of any embedder: the ledger and the index receive vectors of the right count, dimension and
 * length, and every failure is an {@link EmbedderException}. A vector of another length is scaled to 1.
 *
 * <p>Repeated questions are answered from a cache. So are texts to store that were embedded as questions a moment ago,
 * if the embedder is {@linkplain Embedder#symmetric() symmetric}: what a user says is searched for and stored in the
 * same turn. The id and the dimension are requested once. Returned vectors are copies that callers may change.
 * Thread-safe if the delegate is.
 */
public final class ValidatingEmbedder implements Embedder {

    /**
     * The maximum number of cached bytes of texts and vectors. That is some 9,000 questions at 384 dimensions, 2,500 at
     * 1,536 and 1,000 at 4,096, far more than are searched for and stored at the same time.
     */
    static final int MAX_CACHED_BYTES = 16_000_000;

    private final Embedder delegate;
    private final VectorCache cached = new VectorCache(MAX_CACHED_BYTES);
    private volatile @Nullable String id;
    private volatile int dimension;

    /**
     * Wraps an embedder.
     *
     * @param delegate the embedder, closed together with this one
     */
    public ValidatingEmbedder(Embedder delegate) {
        this.delegate = delegate;
    }

    @Override
    public String id() {
        String known = id;
        if (known == null) {
            known = guarded("report its id", delegate::id);
            // An embedder compiled without null checks may still return null, here and below.
            if (known == null || known.isBlank()) {
                throw broken("has no id. Vectors are stored under it; return a name that changes with the model.");
            }
            id = known;
        }
        return known;
    }

    @Override
    public int dimension() {
        if (dimension == 0) {
            int reported = guarded("report its dimension", delegate::dimension);
            if (reported < 1) {
                throw broken("reports " + reported + " dimensions. Return the dimension of the model's vectors.");
            }
            dimension = reported;
        }
        return dimension;
    }

    @Override
    public boolean symmetric() {
        return guarded("report whether it is symmetric", delegate::symmetric);
    }

    @Override
    public Optional<SimilarityScale> similarityScale() {
        return guarded("report its scale", delegate::similarityScale);
    }

    /** A stored text is unlikely to be requested again soon, so it does not displace questions from the cache. */
    @Override
    public List<float[]> embed(List<String> texts) {
        String what = "embed " + texts.size() + " texts";
        return symmetric()
                ? vectors(texts, what, delegate::embed, false)
                : embedded(texts.stream().map(String::strip).toList(), what, delegate::embed);
    }

    @Override
    public float[] embedQuery(String query) {
        return embedQueries(List.of(query)).get(0);
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return vectors(queries, "embed a query", delegate::embedQueries, true);
    }

    /**
     * Texts are stripped, since a query is stripped and a message is not: surrounding white space must not cause a
     * second embedding. No lock is held meanwhile: a slow embedder must not delay other questions.
     */
    private List<float[]> vectors(List<String> given, String what, Embedding embedding, boolean cache) {
        List<String> texts = given.stream().map(String::strip).toList();
        Map<String, float[]> vectors = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String text : texts) {
            float[] vector = cached.get(text);
            if (vector == null) {
                unknown.add(text);
            } else {
                vectors.put(text, vector);
            }
        }
        List<String> missing = List.copyOf(unknown);
        List<float[]> embedded = embedded(missing, what, embedding);
        for (int i = 0; i < missing.size(); i++) {
            vectors.put(missing.get(i), embedded.get(i));
            if (cache) {
                cached.put(missing.get(i), embedded.get(i));
            }
        }
        return texts.stream().map(text -> known(vectors, text).clone()).toList();
    }

    private static float[] known(Map<String, float[]> vectors, String text) {
        return Objects.requireNonNull(vectors.get(text), "embedded");
    }

    /** A method of the delegate that embeds texts. */
    private interface Embedding {
        List<float[]> of(List<String> texts);
    }

    private List<float[]> embedded(List<String> texts, String what, Embedding embedding) {
        return texts.isEmpty() ? List.of() : checked(guarded(what, () -> embedding.of(texts)), texts);
    }

    /** Closes the delegate and clears the cache. */
    @Override
    public void close() {
        cached.clear();
        guarded("close", () -> {
            delegate.close();
            return true;
        });
    }

    private List<float[]> checked(@Nullable List<float[]> vectors, List<String> texts) {
        if (vectors == null || vectors.size() != texts.size()) {
            throw broken("returned " + (vectors == null ? "no list" : vectors.size() + " vectors") + " for "
                    + texts.size() + " texts. It must return one for each, in order.");
        }
        int dimension = dimension();
        List<float[]> checked = new ArrayList<>(vectors.size());
        for (float[] vector : vectors) {
            checked.add(checked(vector, dimension));
        }
        return checked;
    }

    private float[] checked(float @Nullable [] vector, int dimension) {
        try {
            return UnitVector.of(vector, dimension);
        } catch (IllegalArgumentException e) {
            throw broken("returned " + e.getMessage());
        }
    }

    private <T> T guarded(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (EmbedderException e) {
            InterruptGuard.keep(e);
            throw e;
        } catch (RuntimeException e) {
            InterruptGuard.keep(e);
            // Only the type of the failure: its message may quote the text.
            throw new EmbedderException(
                    "The embedder " + delegate.getClass().getName() + " failed to " + what + " ("
                            + e.getClass().getSimpleName()
                            + "). See the cause, and check that its service is up and its key valid.",
                    e);
        }
    }

    private EmbedderException broken(String how) {
        return new EmbedderException("The embedder " + delegate.getClass().getName() + " " + how);
    }
}
