// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.QueryHints;
import dev.memoir.index.TimeWindow;
import java.time.Instant;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Queries for the periods that a question names. Names are words, see {@link KeywordQuery}. */
final class HintQuery {

    private HintQuery() {}

    /** {@return a query that matches any of the periods, or null if there are none} */
    static @Nullable Query of(QueryHints hints) {
        if (hints.windows().isEmpty()) {
            return null;
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        hints.windows().forEach(window -> any.add(during(window), Occur.SHOULD));
        return any.build();
    }

    private static Query during(TimeWindow window) {
        return LongPoint.newRangeQuery(IndexFields.AT, millis(window.from()), millis(window.to()) - 1);
    }

    private static long millis(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }
}
