// SPDX-License-Identifier: Apache-2.0
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

/** Shows the facts learned from conversations, and undoes the last step of learning. */
final class FactsCommand {

    /**
     * The maximum time to wait for extraction. A model takes some seconds per batch; an unavailable one is not waited
     * for.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LongTermMemory memory;
    private final Scope scope;
    private final boolean learns;
    private final MemoryPrinter printer;
    private final PrintStream out;

    /**
     * @param learns whether there is a model that extracts facts
     */
    FactsCommand(LongTermMemory memory, Scope scope, boolean learns, MemoryPrinter printer, PrintStream out) {
        this.memory = memory;
        this.scope = scope;
        this.learns = learns;
        this.printer = printer;
        this.out = out;
    }

    void show(int limit) {
        catchUp();
        printer.facts(limit);
        MemoryStats stats = memory.stats(scope);
        if (stats.parkedTurns() > 0) {
            out.printf(
                    "The model's replies for %d turns were invalid; the turns wait for another model.%n",
                    stats.parkedTurns());
        }
        if (stats.pendingTurns() > 0) {
            out.printf(
                    "No facts are drawn yet from %d turns: %s%n",
                    stats.pendingTurns(),
                    learns ? "the model does not answer; it is asked again." : "that takes a language model.");
        }
    }

    /** Undoes the last step; if repeated, the one before it. */
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
                .flatMap(fact -> lastEffectiveStep(fact).stream())
                .max(Comparator.comparing(MemoryEvent::at).thenComparing(MemoryEvent::id));
        last.ifPresentOrElse(this::undo, () -> out.println("There is nothing to undo."));
    }

    /** Undoes the last step of one memory, even if that is an undo. */
    void undo(String memoryId) {
        List<MemoryEvent> history = memory.history(scope, memoryId);
        undo(history.get(history.size() - 1));
    }

    private void undo(MemoryEvent step) {
        try {
            out.println("Undone:");
            printer.show(step);
            memory.learning().undo(scope, step.id()).forEach(printer::show);
        } catch (UndoConflictException e) {
            out.println("That cannot be undone: " + PrintableText.line(e));
        }
    }

    /** Returns the last step of a memory that was not undone. */
    private Optional<MemoryEvent> lastEffectiveStep(Memory fact) {
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

    /** Extracts facts from pending turns first, because a user who looks at facts has usually just said something. */
    void catchUp() {
        if (learns && memory.stats(scope).pendingTurns() > 0) {
            memory.learning().flush(PATIENCE);
        }
    }
}
