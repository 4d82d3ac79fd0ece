// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Resolves ids from unique prefixes that a user types. */
final class IdPrefixes {

    /** The length of a UUID. */
    private static final int WHOLE = 36;

    private final LongTermMemory memory;
    private final Scope scope;

    IdPrefixes(LongTermMemory memory, Scope scope) {
        this.memory = memory;
        this.scope = scope;
    }

    /**
     * {@return the id of a turn or memory, including past ones; empty if no or several ids have the prefix}
     *
     * @param typed the prefix
     */
    Optional<String> of(String typed) {
        return only(
                Stream.concat(memories(typed).stream(), turns(typed).stream()).toList());
    }

    /** {@return the id of a memory, including past ones; empty if no or several ids have the prefix} */
    Optional<String> ofMemory(String typed) {
        return only(memories(typed));
    }

    /** {@return a message that explains why a prefix has no unique id} */
    String explanation(String typed) {
        long found = memories(typed).size() + (long) turns(typed).size();
        String id = PrintableText.line(typed);
        return found > 1
                ? found + " ids of " + MemoryPrinter.name(scope) + " begin with " + id + ". Type a longer prefix."
                : "No memory of " + MemoryPrinter.name(scope) + " has the id " + id
                        + ". /facts and /memories show the ids; the beginning of one is enough. Turns have no history.";
    }

    private static Optional<String> only(List<String> found) {
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<String> memories(String typed) {
        return beginning(typed, memory::list);
    }

    private List<String> turns(String typed) {
        return beginning(typed, memory::listTurns);
    }

    private <T extends MemoryItem> List<String> beginning(String typed, Function<ListRequest, Page<T>> list) {
        String beginning = typed.toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Page<T> page = list.apply(ListRequest.builder(scope)
                    .newestFirst()
                    .includeExpired()
                    .includePast()
                    .limit(ListRequest.MAX_LIMIT)
                    .after(after)
                    .build());
            page.items().stream()
                    .map(MemoryItem::id)
                    .filter(id -> id.startsWith(beginning))
                    .forEach(found::add);
            after = page.next();
        } while (after != null && (found.isEmpty() || beginning.length() < WHOLE));
        return found;
    }
}
