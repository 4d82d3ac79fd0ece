// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Caches the words of the latest queries, so that each is looked up in the term dictionaries once: a search of a large
 * scope uses them for two kinds of candidates and for adjacent turns. Thread-safe; threads that share a slot only
 * repeat the lookup.
 */
final class QueryTermCache {

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<CachedQuery> queries = new AtomicReferenceArray<>(SLOTS);

    private record CachedQuery(IndexSearcher searcher, String text, Set<String> names, List<Query> words) {

        boolean is(IndexSearcher other, IndexQuery query) {
            return searcher == other
                    && text.equals(query.text())
                    && names.equals(query.hints().entities());
        }
    }

    /** {@return a query for each word and name of a question} */
    List<Query> of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int slot = (int) (Thread.currentThread().getId() % SLOTS);
        CachedQuery last = queries.get(slot);
        if (last != null && last.is(searcher, query)) {
            return last.words();
        }
        List<Query> words = new ArrayList<>();
        for (Query word : KeywordQuery.words(query)) {
            words.add(
                    word instanceof TermQuery term
                            ? new TermQuery(term.getTerm(), TermStates.build(searcher, term.getTerm(), true))
                            : word);
        }
        queries.set(slot, new CachedQuery(searcher, query.text(), query.hints().entities(), List.copyOf(words)));
        return List.copyOf(words);
    }
}
