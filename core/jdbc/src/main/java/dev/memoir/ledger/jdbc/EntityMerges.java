// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Merges and splits names at the application's request. Each change is recorded as an event. */
final class EntityMerges {

    private final Handle handle;
    private final Scope scope;
    private final String eventId;
    private final Instant at;

    EntityMerges(Handle handle, Scope scope, String eventId, Instant at) {
        this.handle = handle;
        this.scope = scope;
        this.eventId = eventId;
        this.at = at;
    }

    Entity merge(String name, String other) {
        return merge(name, other, null);
    }

    private Entity merge(String name, String other, @Nullable String undone) {
        @Nullable
        String into = NameMention.of(name, PronounReferents.OF_USER)
                .map(mention -> NameTable.canonical(handle, scope, mention.key()))
                .orElse(null);
        if (into == null) {
            throw new MemoryNotFoundException("Nothing in the scope mentions the first name. List its entities, or use"
                    + " the scope that the turns were written with.");
        }
        NameMention mention = NameMention.of(other, PronounReferents.OF_USER)
                .orElseThrow(() -> new InvalidInputException("The second name cannot denote an entity: it is too long,"
                        + " has no letter, or refers to a participant, such as \"user\"."));
        @Nullable String from = NameTable.canonical(handle, scope, mention.key());
        if (from == null) {
            NameTable.insert(handle, scope, List.of(mention.key()), !mention.named());
            from = mention.key();
        }
        if (!from.equals(into)) {
            NameTable.same(handle, scope, from, into);
            NameTable.settle(handle, scope, List.of(from, into));
            record(EntityEvent.Type.MERGE, into, from, undone);
        }
        return EntityQueries.find(handle, scope, name).stream()
                .filter(entity -> entity.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    boolean split(String other) {
        return NameMention.of(other, PronounReferents.OF_USER)
                .flatMap(mention -> NameTable.merged(handle, scope, mention.key()))
                .map(from -> split(from, null))
                .orElse(false);
    }

    private boolean split(String from, @Nullable String undone) {
        Optional<String> sameAs = NameTable.sameAs(handle, scope, from);
        @Nullable String into = NameTable.canonical(handle, scope, from);
        NameTable.same(handle, scope, from, null);
        NameTable.settle(handle, scope, into == null ? List.of(from) : List.of(from, into));
        sameAs.ifPresent(name -> record(EntityEvent.Type.SPLIT, name, from, undone));
        return true;
    }

    boolean undo(String undone) {
        EntityEvent event = EntityEventTable.find(handle, scope, undone)
                .orElseThrow(() -> new MemoryNotFoundException("The scope has no such entity event. List the events"
                        + " with history, using the scope that the turns were written with."));
        Optional<String> now = NameTable.sameAs(handle, scope, event.other());
        if (event.type() == EntityEvent.Type.MERGE) {
            return now.filter(event.name()::equals).isPresent() && split(event.other(), undone);
        }
        if (now.isPresent()) {
            return false;
        }
        merge(event.name(), event.other(), undone);
        return true;
    }

    private void record(EntityEvent.Type type, String name, String other, @Nullable String undone) {
        EntityEventTable.insert(
                handle, new EntityEvent(eventId, scope, type, name, other, MemoryEvent.API, at, undone));
    }
}
