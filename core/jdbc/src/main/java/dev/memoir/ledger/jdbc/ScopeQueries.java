// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lists the scopes of a ledger. */
final class ScopeQueries {

    private static final String LISTING = "scopes";

    private ScopeQueries() {}

    static Page<ScopeSummary> page(Handle handle, ScopeListRequest request) {
        List<String> columns = Stream.of(ScopePart.values())
                .filter(request.parts()::contains)
                .map(ScopeQueries::column)
                .toList();
        Map<String, Object> values = new HashMap<>();
        String condition = condition(request, columns, values);
        String keys = String.join(", ", columns);
        List<ScopeSummary> found = handle.createQuery("SELECT " + keys
                        + ", SUM(turns) AS turns, SUM(memories) AS memories, MIN(recorded_at) AS first_at,"
                        + " MAX(recorded_at) AS last_at FROM (SELECT " + keys
                        + ", 1 AS turns, 0 AS memories, recorded_at FROM <p>turn WHERE " + condition
                        + " UNION ALL SELECT " + keys + ", 0 AS turns, 1 AS memories, recorded_at FROM <p>memory"
                        + " WHERE retracted_at IS NULL AND superseded_by IS NULL AND " + condition
                        + ") items GROUP BY " + keys + " ORDER BY " + keys + " LIMIT :most")
                .bindMap(values)
                .bind("most", request.limit() + 1)
                .map((row, context) -> summary(row, columns))
                .list();
        if (found.size() <= request.limit()) {
            return new Page<>(found, null);
        }
        List<ScopeSummary> items = found.subList(0, request.limit());
        return new Page<>(items, PageToken.write(LISTING, position(items.get(items.size() - 1), request)));
    }

    /** {@return the scope of a turn, a memory or a step of a history} */
    static Optional<Scope> of(Handle handle, String id) {
        return Stream.of("memory", "turn", "event")
                .flatMap(table -> handle
                        .createQuery("SELECT user_id, agent_id, run_id FROM <p>" + table + " WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> ColumnValues.scope(row))
                        .findOne()
                        .stream())
                .findFirst();
    }

    private static String condition(ScopeListRequest request, List<String> columns, Map<String, Object> values) {
        List<String> last =
                PageToken.read(LISTING, request.after(), columns.size(), Collections.nCopies(columns.size(), ""));
        StringJoiner keys = new StringJoiner(", ", "(", ")");
        StringJoiner after = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < columns.size(); i++) {
            keys.add(columns.get(i));
            after.add(":after" + i);
            values.put("after" + i, last.get(i));
        }
        // No scope has three empty ids, and items without any of the parts are left out.
        StringBuilder condition = new StringBuilder(keys + " > " + after);
        restrict(condition, values, "user_id", request.userId());
        restrict(condition, values, "agent_id", request.agentId());
        restrict(condition, values, "run_id", request.runId());
        return condition.toString();
    }

    private static void restrict(
            StringBuilder condition, Map<String, Object> values, String column, @Nullable String id) {
        if (id != null) {
            condition.append(" AND ").append(column).append(" = :only_").append(column);
            values.put("only_" + column, id);
        }
    }

    private static List<String> position(ScopeSummary last, ScopeListRequest request) {
        List<String> position = new ArrayList<>();
        for (ScopePart part : ScopePart.values()) {
            if (request.parts().contains(part)) {
                String id =
                        switch (part) {
                            case USER -> last.userId();
                            case AGENT -> last.agentId();
                            case RUN -> last.runId();
                        };
                position.add(id == null ? "" : id);
            }
        }
        return position;
    }

    private static ScopeSummary summary(ResultSet row, List<String> columns) throws SQLException {
        return new ScopeSummary(
                id(row, columns, "user_id"),
                id(row, columns, "agent_id"),
                id(row, columns, "run_id"),
                row.getLong("turns"),
                row.getLong("memories"),
                ColumnValues.instant(row, "first_at"),
                ColumnValues.instant(row, "last_at"));
    }

    private static @Nullable String id(ResultSet row, List<String> columns, String column) throws SQLException {
        String id = columns.contains(column) ? row.getString(column) : null;
        return id == null || id.isEmpty() ? null : id;
    }

    private static String column(ScopePart part) {
        return switch (part) {
            case USER -> "user_id";
            case AGENT -> "agent_id";
            case RUN -> "run_id";
        };
    }
}
