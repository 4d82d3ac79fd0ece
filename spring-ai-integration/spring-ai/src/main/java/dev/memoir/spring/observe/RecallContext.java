package dev.memoir.spring.observe;

import dev.memoir.SearchResult;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** What a handler learns of one search: numbers. Neither what was asked nor what was found is in it. */
public final class RecallContext extends Observation.Context {

    /**
     * What a search came to.
     *
     * @param hits how many turns and memories were found
     * @param contextTokens how many tokens of them were rendered for a prompt
     * @param partial whether the search had to do without something, such as the embedder
     */
    public record Result(int hits, int contextTokens, boolean partial) {}

    private final String embedder;
    /** Written by the thread that searches, which may be late. */
    private volatile @Nullable Result result;

    /** @param embedder what kind of embedder the memory has */
    public RecallContext(String embedder) {
        this.embedder = embedder;
    }

    /** {@return what kind of embedder the memory has} */
    public String embedder() {
        return embedder;
    }

    /** {@return what the search came to, null while it runs and when it failed} */
    public @Nullable Result result() {
        return getError() == null ? result : null;
    }

    void ended(SearchResult recollection) {
        result = new Result(
                recollection.hits().size(),
                recollection.contextTokens(),
                !recollection.notices().isEmpty());
    }
}
