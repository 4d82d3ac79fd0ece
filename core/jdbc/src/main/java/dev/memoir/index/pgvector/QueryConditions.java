// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.index.IndexQuery;
import java.util.Collection;

/** The conditions under which a query admits a document {@code d}. */
final class QueryConditions {

    private QueryConditions() {}

    /** The scope has the semantics of {@link dev.memoir.Scope#covers}: always the user, agent and run if present. */
    static SqlBuilder by(IndexQuery query) {
        SqlBuilder sql = new SqlBuilder()
                .add("d.user_id = ?", DocumentJson.orEmpty(query.scope().userId()));
        if (query.scope().agentId() != null) {
            sql.add(" AND d.agent_id = ?", query.scope().agentId());
        }
        if (query.scope().runId() != null) {
            sql.add(" AND d.run_id = ?", query.scope().runId());
        }
        if (query.types().size() < ItemType.values().length) {
            sql.add(" AND d.item_type = ANY (?)", names(query.types()));
        }
        if (!query.kinds().isEmpty()) {
            sql.add(" AND (d.item_type = 'TURN' OR d.kind = ANY (?))", names(query.kinds()));
        }
        if (query.conversation() != null) {
            sql.add(" AND (d.item_type = 'MEMORY' OR d.conversation = ?)", query.conversation());
        }
        if (query.visibleAt() != null) {
            sql.add(
                    " AND (d.expires_at IS NULL OR d.expires_at > ?)",
                    query.visibleAt().toEpochMilli());
        }
        return query.filter().equals(Filter.all()) ? sql : sql.add(" AND ").then(FilterSql.of(query.filter()));
    }

    private static Object names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
