// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.Entities;
import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.ledger.EntityLedger;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves {@link Entities} from the ledger. Thread-safe. */
final class DefaultEntities implements Entities {

    private final CloseGuard guard;
    private final EntityLedger ledger;

    private final InstantSource clock;
    private final IdGenerator ids;

    DefaultEntities(CloseGuard guard, EntityLedger ledger, InstantSource clock, IdGenerator ids) {
        this.guard = guard;
        this.ledger = ledger;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Page<Entity> list(Scope scope, int limit, @Nullable String after) {
        return guard.pass(() -> ledger.entities(scope, checked(limit), after));
    }

    @Override
    public List<Entity> find(Scope scope, String name) {
        return guard.pass(() -> ledger.entities(scope, name));
    }

    @Override
    public Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after) {
        return guard.pass(() -> ledger.mentions(scope, name, checked(limit), after));
    }

    @Override
    public List<Entity> of(Scope scope, String itemId) {
        return guard.pass(() -> ledger.mentionedIn(scope, itemId));
    }

    @Override
    public Entity merge(Scope scope, String name, String other) {
        return guard.pass(() -> ledger.merge(scope, name, other, ids.next(), clock.instant()));
    }

    @Override
    public boolean split(Scope scope, String other) {
        return guard.pass(() -> ledger.split(scope, other, ids.next(), clock.instant()));
    }

    @Override
    public List<EntityEvent> history(Scope scope, String name) {
        return guard.pass(() -> ledger.entityHistory(scope, name));
    }

    @Override
    public boolean undo(Scope scope, String eventId) {
        return guard.pass(() -> ledger.undoMerge(scope, eventId, ids.next(), clock.instant()));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "The limit of a page is " + limit + "; it must be between 1 and " + MAX_LIMIT + ".");
        }
        return limit;
    }
}
