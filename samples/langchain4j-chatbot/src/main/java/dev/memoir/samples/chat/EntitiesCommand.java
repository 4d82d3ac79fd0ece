// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.memoir.Entities;
import dev.memoir.Entity;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Shows which people and things are mentioned, and where. */
final class EntitiesCommand {

    private final LongTermMemory memory;
    private final Scope scope;
    private final MemoryPrinter printer;
    private final PrintStream out;

    EntitiesCommand(LongTermMemory memory, Scope scope, MemoryPrinter printer, PrintStream out) {
        this.memory = memory;
        this.scope = scope;
        this.printer = printer;
        this.out = out;
    }

    /** Lists entities, one per line. */
    void list(int limit) {
        Page<Entity> page = memory.entities().list(scope, Math.min(limit, Entities.MAX_LIMIT), null);
        if (page.items().isEmpty()) {
            out.println("No names are known yet.");
        }
        page.items().forEach(entity -> out.println(line(entity)));
        if (page.next() != null) {
            out.printf("There are more; /entities %d shows more of them.%n", 10L * limit);
        }
    }

    /** Shows the items that mention an entity, latest first. */
    void show(String name, int limit) {
        List<Entity> found = memory.entities().find(scope, name);
        if (found.isEmpty()) {
            out.println("Nothing mentions " + PrintableText.line(name) + ". /entities lists the known names.");
            return;
        }
        found.forEach(entity -> out.println(line(entity)));
        Page<MemoryItem> page = memory.entities().mentions(scope, name, limit, null);
        page.items().forEach(item -> out.println(printer.line(item)));
        if (page.next() != null) {
            out.printf("These are the latest %d.%n", limit);
        }
    }

    private static String line(Entity entity) {
        String aliases = entity.aliases().isEmpty()
                ? ""
                : entity.aliases().stream().map(PrintableText::line).collect(Collectors.joining(", ", " (", ")"));
        return PrintableText.line(entity.name()) + aliases + ": " + count(entity.memories(), "memory", "memories")
                + ", " + count(entity.turns(), "turn", "turns");
    }

    private static String count(long many, String one, String more) {
        return many + " " + (many == 1 ? one : more);
    }
}
