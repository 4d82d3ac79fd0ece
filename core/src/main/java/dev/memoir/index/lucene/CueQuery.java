package dev.memoir.index.lucene;

import dev.memoir.index.Cues;
import dev.memoir.index.TimeWindow;
import java.time.Instant;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** What a question's cues point at, as a query: a rare name weighs more than a common one, a time like a common name. */
final class CueQuery {

    private CueQuery() {}

    /** {@return any of the names and times, or null if there are none} */
    static @Nullable Query of(Cues cues) {
        if (cues.entities().isEmpty() && cues.windows().isEmpty()) {
            return null;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        cues.entities().stream()
                .filter(Fields::fits)
                .forEach(entity -> any.add(new TermQuery(new Term(Fields.ENTITY, entity)), Occur.SHOULD));
        cues.windows().forEach(window -> any.add(during(window), Occur.SHOULD));
        return any.build();
    }

    private static Query during(TimeWindow window) {
        return LongPoint.newRangeQuery(Fields.AT, millis(window.from()), millis(window.to()) - 1);
    }

    private static long millis(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }
}
