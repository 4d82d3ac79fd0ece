package dev.memoir.samples.chat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryStats;
import dev.memoir.Scope;
import dev.memoir.UndoConflictException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What was learned from the conversations: the facts that stand, and taking the last step back. */
final class FactsCommand {

    /** A model that answers takes some seconds for a batch; one that is down is not waited for any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LongTermMemory memory;
    private final Scope scope;
    private final boolean learns;
    private final MemoryPrinter listing;
    private final PrintStream out;

    /** @param learns whether there is a model that draws facts */
    FactsCommand(LongTermMemory memory, Scope scope, boolean learns, MemoryPrinter listing, PrintStream out) {
        this.memory = memory;
        this.scope = scope;
        this.learns = learns;
        this.listing = listing;
        this.out = out;
    }

    void show(int most) {
        catchUp();
        listing.facts(most);
        MemoryStats stats = memory.stats(scope);
        if (stats.parkedTurns() > 0) {
            out.printf(
                    "The model's replies about %d turns could not be read: they wait for another model.%n",
                    stats.parkedTurns());
        }
        if (stats.pendingTurns() > 0) {
            out.printf(
                    "No facts are drawn yet from %d turns: %s%n",
                    stats.pendingTurns(),
                    learns ? "the model does not answer; it is asked again." : "that takes a language model.");
        }
    }

    /** Takes the last step back; said again, the one before it. */
    void undo() {
        catchUp();
        Optional<MemoryEvent> last = memory
                .list(ListRequest.builder(scope)
                        .includePast()
                        .includeExpired()
                        .limit(ListRequest.MAX_LIMIT)
                        .newestFirst()
                        .build())
                .items()
                .stream()
                .flatMap(fact -> standing(fact).stream())
                .max(Comparator.comparing(MemoryEvent::at).thenComparing(MemoryEvent::id));
        last.ifPresentOrElse(this::undo, () -> out.println("There is nothing to take back."));
    }

    /** Takes the last step of one memory back, whatever it was: an undoing too. */
    void undo(String memoryId) {
        List<MemoryEvent> history = memory.history(scope, memoryId);
        undo(history.get(history.size() - 1));
    }

    private void undo(MemoryEvent step) {
        try {
            out.println("Taken back:");
            listing.show(step);
            memory.learning().undo(scope, step.id()).forEach(listing::show);
        } catch (UndoConflictException e) {
            out.println("That cannot be taken back: " + PrintableText.line(e));
        }
    }

    /** The last step that was not taken back. */
    private Optional<MemoryEvent> standing(Memory fact) {
        Deque<MemoryEvent> steps = new ArrayDeque<>();
        for (MemoryEvent step : memory.history(scope, fact.id())) {
            if (step.type() != MemoryEvent.Type.UNDO) {
                steps.push(step);
            } else {
                steps.poll();
            }
        }
        return Optional.ofNullable(steps.peek());
    }

    /** Whoever looks at the facts, or at who is spoken of, has just said something. */
    void catchUp() {
        if (learns && memory.stats(scope).pendingTurns() > 0) {
            memory.learning().flush(PATIENCE);
        }
    }
}
