// SPDX-License-Identifier: Apache-2.0
package com.example.h2;

import static java.util.stream.Collectors.joining;

import dev.memoir.ledger.jdbc.dialect.SqlSyntax;
import dev.memoir.ledger.jdbc.dialect.Upsert;

/** {@code MERGE} of the SQL standard and H2's data change tables. */
final class MergeSyntax implements SqlSyntax {

    @Override
    public String upsert(Upsert upsert) {
        String source = upsert.required()
                .map(row -> "(SELECT 1 FROM <p>" + row.table() + " WHERE " + row.condition() + ")")
                .orElse("(SELECT 1)");
        String matched = upsert.key().stream()
                .map(column ->
                        upsert.table() + "." + column + " = " + upsert.values().get(column))
                .collect(joining(" AND "));
        return "MERGE INTO <p>" + upsert.table() + " AS " + upsert.table() + " USING " + source + " AS required ON "
                + matched + update(upsert) + " WHEN NOT MATCHED THEN INSERT ("
                + String.join(", ", upsert.values().keySet()) + ") VALUES ("
                + String.join(", ", upsert.values().values()) + ")";
    }

    private static String update(Upsert upsert) {
        if (upsert.updates().isEmpty()) {
            return "";
        }
        String condition =
                upsert.updatedIf().map(updatedIf -> " AND " + updatedIf).orElse("");
        // A merge does not name the proposed row: its parameters are repeated instead.
        String updates = upsert.updates(column -> upsert.values().get(column)).entrySet().stream()
                .map(update -> update.getKey() + " = " + update.getValue())
                .collect(joining(", "));
        return " WHEN MATCHED" + condition + " THEN UPDATE SET " + updates;
    }

    @Override
    public String returning(String write, String columns) {
        return "SELECT " + columns + " FROM FINAL TABLE (" + write + ")";
    }

    @Override
    public String returningDeleted(String delete, String columns) {
        return "SELECT " + columns + " FROM OLD TABLE (" + delete + ")";
    }
}
