// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints items of a memory, one per line: id, time, source, text. */
final class MemoryPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final LongTermMemory memory;
    private final Scope scope;
    private final PrintStream out;

    MemoryPrinter(LongTermMemory memory, Scope scope, PrintStream out) {
        this.memory = memory;
        this.scope = scope;
        this.out = out;
    }

    /** Returns the name of a scope for display. */
    static String name(Scope scope) {
        return Stream.of(scope.userId(), scope.agentId(), scope.runId())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("/"));
    }

    void show(int limit) {
        MemoryStats stats = memory.stats(scope);
        out.printf("Remembered of %s: %d memories, %d turns.%n", name(scope), stats.memories(), stats.turns());
        show("/memories", "memories", latest(memory::list, limit), stats.memories(), limit);
        show("/memories", "turns", latest(memory::listTurns, limit), stats.turns(), limit);
    }

    void show(MemoryEvent event) {
        String from = event.oldText() == null ? "" : "“" + PrintableText.line(event.oldText()) + "”";
        String to = event.newText() == null ? "" : "“" + PrintableText.line(event.newText()) + "”";
        out.println(
                TIME.format(event.at()) + "  " + event.type() + " by " + PrintableText.line(event.actor()) + ": " + from
                        + (from.isEmpty() || to.isEmpty() ? "" : " → ") + to
                        + (event.reason() == null ? "" : " (" + PrintableText.line(event.reason()) + ")"));
    }

    /** Prints current facts, learned or added. */
    void facts(int limit) {
        long all = memory.stats(scope).memories();
        out.printf("Known of %s: %d.%n", name(scope), all);
        show("/facts", "facts", latest(memory::list, limit), all, limit);
    }

    /** Formats an item as a line: id, time, source, text. */
    String line(MemoryItem item) {
        return item.id() + "  " + TIME.format(item.at()) + "  " + source(item) + ": " + PrintableText.line(item.text());
    }

    private void show(String command, String what, List<? extends MemoryItem> items, long all, int limit) {
        for (MemoryItem item : items) {
            out.println(line(item));
        }
        if (items.size() < all && items.size() >= limit) {
            out.printf("These are the latest %d of %d %s; %s %d shows all.%n", items.size(), all, what, command, all);
        }
    }

    /** Returns the latest items, oldest first, so that the newest are next to the prompt. */
    private <T> List<T> latest(Function<ListRequest, Page<T>> list, int limit) {
        List<T> found = new ArrayList<>();
        String after = null;
        do {
            int pageSize = Math.min(limit - found.size(), ListRequest.MAX_LIMIT);
            Page<T> page = list.apply(ListRequest.builder(scope)
                    .newestFirst()
                    .includeExpired()
                    .limit(pageSize)
                    .after(after)
                    .build());
            found.addAll(page.items());
            after = page.next();
        } while (after != null && found.size() < limit);
        Collections.reverse(found);
        return found;
    }

    private static String source(MemoryItem item) {
        if (item instanceof StoredTurn recorded) {
            String speaker = recorded.turn().speaker();
            return speaker == null
                    ? recorded.turn().role().name().toLowerCase(Locale.ROOT)
                    : PrintableText.line(speaker);
        }
        return ((Memory) item).kind().name().toLowerCase(Locale.ROOT);
    }
}
