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

/** Who and what is spoken of, and where. */
final class EntitiesCommand {

    private final LongTermMemory memory;
    private final Scope scope;
    private final MemoryPrinter listing;
    private final PrintStream out;

    EntitiesCommand(LongTermMemory memory, Scope scope, MemoryPrinter listing, PrintStream out) {
        this.memory = memory;
        this.scope = scope;
        this.listing = listing;
        this.out = out;
    }

    /** All of them, a line each. */
    void list(int most) {
        Page<Entity> page = memory.entities().list(scope, Math.min(most, Entities.MAX_LIMIT), null);
        if (page.items().isEmpty()) {
            out.println("Nobody and nothing is known by name yet.");
        }
        page.items().forEach(entity -> out.println(line(entity)));
        if (page.next() != null) {
            out.printf("There are more; /entities %d shows more of them.%n", 10L * most);
        }
    }

    /** What is linked with one, the latest first. */
    void show(String name, int most) {
        List<Entity> found = memory.entities().find(scope, name);
        if (found.isEmpty()) {
            out.println(
                    "Nothing says " + PrintableText.line(name) + ". /entities lists who and what is known by name.");
            return;
        }
        found.forEach(entity -> out.println(line(entity)));
        Page<MemoryItem> page = memory.entities().mentions(scope, name, most, null);
        page.items().forEach(item -> out.println(listing.line(item)));
        if (page.next() != null) {
            out.printf("These are the latest %d.%n", most);
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
