package dev.memoir.embed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memoir.EmbedderException;
import dev.memoir.concurrent.Interruption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds any embedder to its contract: what the ledger and the index get from here has the right count, dimension and
 * length, and every failure is an {@link EmbedderException}. A vector of another length is scaled to 1.
 *
 * <p>Repeated questions are answered from a cache. Vectors are the caller's own to change. Thread-safe if the delegate is.
 */
public final class CheckedEmbedder implements Embedder {

    /**
     * How many questions are remembered, of which a search may need two: far more than are asked again within a conversation,
     * and 4 MB at 384 dimensions, 16 MB at 1,536.
     */
    static final int CACHED_QUERIES = 2_000;

    /** Longer ones are documents rather than questions: unlikely to come again, and they would fill the heap. */
    static final int LONGEST_CACHED_QUERY = 1_000;

    private final Embedder delegate;

    // Maintained by the callers: a cache this small needs no thread of its own, nor the common pool's.
    private final Cache<String, float[]> cached = Caffeine.newBuilder()
            .maximumSize(CACHED_QUERIES)
            .executor(Runnable::run)
            .build();

    /** @param delegate closed together with this one */
    public CheckedEmbedder(Embedder delegate) {
        this.delegate = delegate;
    }

    @Override
    public String id() {
        String id = guarded("tell its id", delegate::id);
        // An embedder compiled without null checks may still return null, here and below.
        if (id == null || id.isBlank()) {
            throw broken("has no id. Vectors are kept under it; return a name that changes with the model.");
        }
        return id;
    }

    @Override
    public int dimension() {
        int dimension = guarded("tell its dimension", delegate::dimension);
        if (dimension < 1) {
            throw broken(
                    "says its vectors have " + dimension + " dimensions. Return the length of the model's vectors.");
        }
        return dimension;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : checked(guarded("embed " + texts.size() + " texts", () -> delegate.embed(texts)), texts);
    }

    @Override
    public float[] embedQuery(String query) {
        return embedQueries(List.of(query)).get(0);
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        // Not get(key, loader): a slow embedder would hold the lock of its bin against other questions.
        Map<String, float[]> vectors = new HashMap<>(cached.getAllPresent(queries));
        List<String> unknown = queries.stream()
                .filter(query -> !vectors.containsKey(query))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            List<float[]> embedded = checked(guarded("embed a query", () -> delegate.embedQueries(unknown)), unknown);
            for (int i = 0; i < unknown.size(); i++) {
                vectors.put(unknown.get(i), embedded.get(i));
                if (unknown.get(i).length() <= LONGEST_CACHED_QUERY) {
                    cached.put(unknown.get(i), embedded.get(i));
                }
            }
        }
        return queries.stream().map(query -> known(vectors, query).clone()).toList();
    }

    private static float[] known(Map<String, float[]> vectors, String query) {
        return Objects.requireNonNull(vectors.get(query), "embedded");
    }

    /** Closes the delegate and forgets the cached questions. */
    @Override
    public void close() {
        cached.invalidateAll();
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
            Interruption.keep(e);
            throw e;
        } catch (RuntimeException e) {
            Interruption.keep(e);
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
