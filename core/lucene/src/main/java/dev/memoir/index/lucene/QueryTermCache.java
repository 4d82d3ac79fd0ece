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
 * Remembers the words of the latest questions, each looked up in the dictionaries once: a search of a large scope uses them in
 * two arms and for the turns around what it found. Thread-safe; threads that share a place only look up again.
 */
final class QueryTermCache {

    private static final int PLACES = 16;

    private final AtomicReferenceArray<Question> questions = new AtomicReferenceArray<>(PLACES);

    private record Question(IndexSearcher searcher, String text, Set<String> names, List<Query> words) {

        boolean is(IndexSearcher other, IndexQuery query) {
            return searcher == other
                    && text.equals(query.text())
                    && names.equals(query.hints().entities());
        }
    }

    /** {@return a question's words and names, a query each} */
    List<Query> of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int place = (int) (Thread.currentThread().getId() % PLACES);
        Question last = questions.get(place);
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
        questions.set(place, new Question(searcher, query.text(), query.hints().entities(), List.copyOf(words)));
        return List.copyOf(words);
    }
}
