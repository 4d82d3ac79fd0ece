// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.SearchResult;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The observation context of one search: numbers only, neither the query nor what was found. */
public final class RecallContext extends Observation.Context {

    /**
     * The result of a search.
     *
     * @param hits the number of turns and memories found
     * @param contextTokens the number of tokens rendered for a prompt
     * @param partial whether the search had to do without something, such as the embedder
     */
    public record Result(int hits, int contextTokens, boolean partial) {}

    private final String embedder;
    /** Written by the thread that searches, which may be late. */
    private volatile @Nullable Result result;

    /**
     * Creates a context.
     *
     * @param embedder the kind of embedder of the memory
     */
    public RecallContext(String embedder) {
        this.embedder = embedder;
    }

    /** {@return the kind of embedder of the memory} */
    public String embedder() {
        return embedder;
    }

    /** {@return the result, or null while the search runs and if it failed} */
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
