package dev.memoir.ledger.jdbc;

import dev.memoir.Entity;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.Scope;
import dev.memoir.resolve.SaidName;
import dev.memoir.resolve.Voice;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the application says of names: that two denote one entity. */
final class Merging {

    private Merging() {}

    static Entity merge(Handle handle, Scope scope, String name, String other) {
        @Nullable
        String into = SaidName.of(name, Voice.OF_USER)
                .map(said -> NameTable.canonical(handle, scope, said.key()))
                .orElse(null);
        if (into == null) {
            throw new MemoryNotFoundException("Nothing in the scope mentions the first name. List its entities, or look"
                    + " for them in the scope that turns were written with.");
        }
        SaidName said = SaidName.of(other, Voice.OF_USER)
                .orElseThrow(() -> new InvalidInputException("The second name is no name of an entity: it is too long,"
                        + " has no letter, or is a word for somebody who talks, as \"user\" is."));
        @Nullable String from = NameTable.canonical(handle, scope, said.key());
        if (from == null) {
            NameTable.insert(handle, scope, List.of(said.key()), !said.named());
            from = said.key();
        }
        if (!from.equals(into)) {
            NameTable.same(handle, scope, from, into);
            NameTable.settle(handle, scope, List.of(from, into));
        }
        return EntityReading.find(handle, scope, name).stream()
                .filter(entity -> entity.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    static boolean split(Handle handle, Scope scope, String other) {
        @Nullable
        String from = SaidName.of(other, Voice.OF_USER)
                .flatMap(said -> NameTable.merged(handle, scope, said.key()))
                .orElse(null);
        if (from == null) {
            return false;
        }
        @Nullable String into = NameTable.canonical(handle, scope, from);
        NameTable.same(handle, scope, from, null);
        NameTable.settle(handle, scope, into == null ? List.of(from) : List.of(from, into));
        return true;
    }
}
