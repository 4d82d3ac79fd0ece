// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdempotencyConflictException;
import dev.memoir.Scope;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteResult;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The table of requests that were carried out. Recorded items refer to their request, so forgotten ones drop out on
 * their own.
 */
final class RequestTable {

    private static final Upsert CLAIM = Upsert.builder("request")
            .parameters("id")
            .scope()
            .parameters("name")
            .value("content_hash", ":hash")
            .value("recorded_at", ":at")
            .key("user_id", "agent_id", "run_id", "name")
            .build();

    private RequestTable() {}

    private record StoredRequest(String id, String contentHash) {}

    /**
     * {@return whether the request is new; it is recorded then, and other requests with its key wait for this
     * transaction}
     */
    static boolean claim(Handle handle, Scope scope, RequestKey request, String id, Instant at) {
        return handle.createUpdate(LedgerSql.upsert(handle, CLAIM))
                        .bindMap(ScopeClause.columns(scope))
                        .bind("id", id)
                        .bind("name", request.key())
                        .bind("hash", request.contentHash())
                        .bind("at", ColumnValues.millis(at))
                        .execute()
                == 1;
    }

    static Optional<WriteResult> replay(Handle handle, Scope scope, RequestKey request) {
        ScopeClause scoped = ScopeClause.exactly(scope, "request");
        return handle.createQuery("SELECT id, content_hash FROM <p>request AS request WHERE " + scoped.sql()
                        + " AND name = :name")
                .bindMap(scoped.values())
                .bind("name", request.key())
                .map((row, context) -> new StoredRequest(row.getString("id"), row.getString("content_hash")))
                .findOne()
                .map(stored -> replay(handle, request, stored));
    }

    /**
     * A blank hash, left by a forget, matches any content: the key was used, but the content cannot be known any more.
     */
    private static WriteResult replay(Handle handle, RequestKey request, StoredRequest stored) {
        if (!stored.contentHash().isEmpty() && !stored.contentHash().equals(request.contentHash())) {
            throw new IdempotencyConflictException("The idempotency key '" + request.key()
                    + "' was used in this scope for other content. Use a new key for a new request.");
        }
        return new WriteResult(
                TurnTable.ofRequest(handle, stored.id()), MemoryTable.ofRequest(handle, stored.id()), true);
    }

    /** Blanks the hashes of requests with items that are about to be deleted. */
    static void blank(Handle handle, RowSelection selection) {
        handle.createUpdate("UPDATE <p>request AS request SET content_hash = '' WHERE id IN ("
                        + selection.select("request_id") + ")")
                .bindMap(selection.values())
                .execute();
    }

    /** Deletes the scope's requests that have no items left. */
    static int dropEmpty(Handle handle, Scope scope) {
        ScopeClause scoped = ScopeClause.reads(scope, "request");
        return handle.createUpdate("DELETE FROM <p>request AS request WHERE " + scoped.sql() + " AND content_hash = ''"
                        + " AND NOT EXISTS (SELECT 1 FROM <p>turn AS turn WHERE turn.request_id = request.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM <p>memory AS memory WHERE memory.request_id = request.id)")
                .bindMap(scoped.values())
                .execute();
    }
}
