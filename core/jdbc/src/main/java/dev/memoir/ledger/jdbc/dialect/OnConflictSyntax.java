// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import static java.util.stream.Collectors.joining;

/** {@code INSERT … ON CONFLICT}, in which the proposed row is named {@code excluded}. */
final class OnConflictSyntax implements SqlSyntax {

    static final OnConflictSyntax INSTANCE = new OnConflictSyntax();

    private OnConflictSyntax() {}

    @Override
    public String upsert(Upsert upsert) {
        String values = String.join(", ", upsert.values().values());
        String row = upsert.required()
                .map(required -> "SELECT " + values + " FROM <p>" + required.table() + " AS " + required.table()
                        + " WHERE " + required.condition())
                .orElse("VALUES (" + values + ")");
        return "INSERT INTO <p>" + upsert.table() + " AS " + upsert.table() + " ("
                + String.join(", ", upsert.values().keySet()) + ") " + row + " ON CONFLICT ("
                + String.join(", ", upsert.key()) + ") " + resolution(upsert);
    }

    private static String resolution(Upsert upsert) {
        if (upsert.updates().isEmpty()) {
            return "DO NOTHING";
        }
        return "DO UPDATE SET "
                + upsert.updates().entrySet().stream()
                        .map(update -> update.getKey() + " = " + update.getValue())
                        .collect(joining(", "))
                + upsert.updatedIf().map(condition -> " WHERE " + condition).orElse("");
    }

    @Override
    public String returning(String write, String columns) {
        return write + " RETURNING " + columns;
    }

    @Override
    public String returningDeleted(String delete, String columns) {
        return returning(delete, columns);
    }
}
