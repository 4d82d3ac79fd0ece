// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.Entities;
import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.key.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entities, as one caller may use them. */
final class CallerEntities implements Entities {

    private final Entities entities;
    private final Caller caller;
    private final AuditLog audit;

    CallerEntities(Entities entities, Caller caller, AuditLog audit) {
        this.entities = entities;
        this.caller = caller;
        this.audit = audit;
    }

    @Override
    public Page<Entity> list(Scope scope, int limit, @Nullable String after) {
        return entities.list(caller.checked(scope), limit, after);
    }

    @Override
    public List<Entity> find(Scope scope, String name) {
        return entities.find(caller.checked(scope), name);
    }

    @Override
    public Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after) {
        return entities.mentions(caller.checked(scope), name, limit, after);
    }

    @Override
    public List<Entity> of(Scope scope, String itemId) {
        return entities.of(caller.checked(scope), itemId);
    }

    @Override
    public Entity merge(Scope scope, String name, String other) {
        Entity merged = entities.merge(write(scope), name, other);
        changed(scope);
        return merged;
    }

    @Override
    public boolean split(Scope scope, String other) {
        boolean split = entities.split(write(scope), other);
        changed(scope);
        return split;
    }

    @Override
    public List<EntityEvent> history(Scope scope, String name) {
        return entities.history(caller.checked(scope), name);
    }

    @Override
    public boolean undo(Scope scope, String eventId) {
        boolean undone = entities.undo(write(scope), eventId);
        changed(scope);
        return undone;
    }

    private Scope write(Scope scope) {
        caller.requireWrite();
        return caller.checked(scope);
    }

    /** Names are content: the log names the scope only. */
    private void changed(Scope scope) {
        audit.record(caller, AuditAction.CHANGE_ENTITY, AuditTarget.of(scope));
    }
}
