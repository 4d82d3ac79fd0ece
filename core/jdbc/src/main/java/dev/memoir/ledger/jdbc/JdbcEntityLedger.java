// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.entity.NameMatcher;
import dev.memoir.ledger.EntityLedger;
import dev.memoir.ledger.QueryNames;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entities in a relational database. Thread-safe. */
final class JdbcEntityLedger implements EntityLedger {

    private final LedgerDatabase database;

    JdbcEntityLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public Page<Entity> entities(Scope scope, int limit, @Nullable String after) {
        return database.read(handle -> EntityQueries.list(handle, scope, limit, after));
    }

    @Override
    public List<Entity> entities(Scope scope, String name) {
        return database.read(handle -> EntityQueries.find(handle, scope, name));
    }

    @Override
    public Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after) {
        return database.read(handle -> EntityQueries.mentions(handle, scope, name, limit, after));
    }

    @Override
    public List<Entity> mentionedIn(Scope scope, String itemId) {
        return database.read(handle -> EntityQueries.mentionedIn(handle, scope, itemId));
    }

    @Override
    public QueryNames named(Scope scope, NameMatcher question) {
        return database.readOnce(handle -> EntityQueries.named(handle, scope, question));
    }

    @Override
    public Entity merge(Scope scope, String name, String other, String eventId, Instant at) {
        return database.write(scope, handle -> new EntityMerges(handle, scope, eventId, at).merge(name, other));
    }

    @Override
    public boolean split(Scope scope, String other, String eventId, Instant at) {
        return database.write(scope, handle -> new EntityMerges(handle, scope, eventId, at).split(other));
    }

    @Override
    public boolean undoMerge(Scope scope, String undone, String eventId, Instant at) {
        return database.write(scope, handle -> new EntityMerges(handle, scope, eventId, at).undo(undone));
    }

    @Override
    public List<EntityEvent> entityHistory(Scope scope, String name) {
        return database.read(handle -> EntityEventTable.of(handle, scope, name));
    }

    @Override
    public boolean linkEarlier() {
        return new EntityBackfill(database).step();
    }
}
