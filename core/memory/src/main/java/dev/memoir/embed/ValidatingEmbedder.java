package dev.memoir.embed;

import dev.memoir.EmbedderException;
import dev.memoir.concurrent.InterruptGuard;
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
 * Holds any embedder to its contract: what the ledger and the index get from here has the right count, dimension and
 * length, and every failure is an {@link EmbedderException}. A vector of another length is scaled to 1.
 *
 * <p>Repeated questions are answered from a cache; so are texts to be stored that were asked a moment ago, if the embedder is
 * {@linkplain Embedder#symmetric() symmetric}: what a user says is asked and stored in the same turn. The id and the dimension
 * are asked for once. Vectors are the caller's own to change. Thread-safe if the delegate is.
 */
public final class ValidatingEmbedder implements Embedder {

    /**
     * The most bytes of texts and vectors that are cached: some 9,000 questions at 384 dimensions, 2,500 at 1,536 and 1,000 at
     * 4,096, far more than are asked and stored at the same time.
     */
    static final int CACHED_BYTES = 16_000_000;

    private final Embedder delegate;
    private final VectorCache cached = new VectorCache(CACHED_BYTES);
    private volatile @Nullable String id;
    private volatile int dimension;

    /** @param delegate closed together with this one */
    public ValidatingEmbedder(Embedder delegate) {
        this.delegate = delegate;
    }

    @Override
    public String id() {
        String known = id;
        if (known == null) {
            known = guarded("tell its id", delegate::id);
            // An embedder compiled without null checks may still return null, here and below.
            if (known == null || known.isBlank()) {
                throw broken("has no id. Vectors are kept under it; return a name that changes with the model.");
            }
            id = known;
        }
        return known;
    }

    @Override
    public int dimension() {
        if (dimension == 0) {
            int told = guarded("tell its dimension", delegate::dimension);
            if (told < 1) {
                throw broken(
                        "says its vectors have " + told + " dimensions. Return the length of the model's vectors.");
            }
            dimension = told;
        }
        return dimension;
    }

    @Override
    public boolean symmetric() {
        return guarded("tell whether it is symmetric", delegate::symmetric);
    }

    @Override
    public Optional<SimilarityScale> similarityScale() {
        return guarded("state its scale", delegate::similarityScale);
    }

    /** What is stored is not asked for again soon: it does not take the place of questions in the cache. */
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
     * A query is stripped and a message is not: white space around a text must not have it embedded twice. No lock is held
     * meanwhile: a slow embedder must not hold up other questions.
     */
    private List<float[]> vectors(List<String> given, String what, Embedding embedding, boolean kept) {
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
        List<String> asked = List.copyOf(unknown);
        List<float[]> embedded = embedded(asked, what, embedding);
        for (int i = 0; i < asked.size(); i++) {
            vectors.put(asked.get(i), embedded.get(i));
            if (kept) {
                cached.put(asked.get(i), embedded.get(i));
            }
        }
        return texts.stream().map(text -> known(vectors, text).clone()).toList();
    }

    private static float[] known(Map<String, float[]> vectors, String text) {
        return Objects.requireNonNull(vectors.get(text), "embedded");
    }

    /** One way to embed of the delegate's. */
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
            // Only the kind of failure: its message may quote what was to be embedded.
            throw new EmbedderException(
                    "The embedder " + delegate.getClass().getName() + " failed to " + what + " ("
                            + e.getClass().getSimpleName() + "). See the cause; is its service up, its key valid?",
                    e);
        }
    }

    private EmbedderException broken(String how) {
        return new EmbedderException("The embedder " + delegate.getClass().getName() + " " + how);
    }
}
