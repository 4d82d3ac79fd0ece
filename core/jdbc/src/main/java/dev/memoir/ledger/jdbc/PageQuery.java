// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Filter;
import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page in the order of recording. The page token is the ordinal of its last row, which never changes. The
 * filter is evaluated row by row, so it has exactly the semantics of {@link Filter#test} and fills the page.
 *
 * @param table the table, which is part of the token: a token of turns is not valid for memories
 * @param request the page to read
 */
record PageQuery(String table, ListRequest request) {

    private static final int FETCH_SIZE = 200;

    private record Row<T>(long ordinal, T item) {}

    /** {@return the end of the statement, after the conditions of scope and state} */
    String afterToken() {
        return request.newestFirst()
                ? " AND %1$s.ordinal < :after ORDER BY %1$s.ordinal DESC".formatted(table)
                : " AND %1$s.ordinal > :after ORDER BY %1$s.ordinal".formatted(table);
    }

    <T extends MemoryItem> Page<T> page(Query query, RowMapper<T> mapper) {
        List<T> items = new ArrayList<>();
        long last = 0;
        try (ResultIterator<Row<T>> rows = query.bind("after", after())
                .setFetchSize(FETCH_SIZE)
                .map((row, context) -> new Row<>(row.getLong("ordinal"), mapper.map(row, context)))
                .iterator()) {
            while (rows.hasNext()) {
                Row<T> row = rows.next();
                if (!request.filter().test(row.item().metadata())) {
                    continue;
                }
                if (items.size() == request.limit()) {
                    return new Page<>(items, token(last));
                }
                items.add(row.item());
                last = row.ordinal();
            }
        }
        return new Page<>(items, null);
    }

    private String token(long ordinal) {
        return table + "-" + ordinal;
    }

    private long after() {
        @Nullable String token = request.after();
        if (token == null) {
            return request.newestFirst() ? Long.MAX_VALUE : 0;
        }
        try {
            if (token.startsWith(table + "-")) {
                return Long.parseUnsignedLong(token.substring(table.length() + 1));
            }
        } catch (NumberFormatException e) {
            // treated like a token of another listing
        }
        throw new InvalidInputException("The page token does not belong to this listing of the " + table
                + " table. Pass the next() of the previous page, or none for the first page.");
    }
}
