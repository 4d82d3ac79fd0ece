// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.ForgetResult;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemorySource;
import dev.memoir.MemoryStats;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The memory of a user: list, search, edit, suppress, forget, history with undo, provenance. Items of other users are
 * not found.
 */
@RestController
class MemoryEndpoint {

    private static final int PAGE = 30;
    private static final int MOST_FOUND = 10;

    private final LongTermMemory memory;
    private final MemoryEditing editing;

    MemoryEndpoint(LongTermMemory memory, MemoryEditing editing) {
        this.memory = memory;
        this.editing = editing;
    }

    /**
     * A page of items.
     *
     * @param items the items, latest first
     * @param next the token of the next page; null on the last one
     */
    record Listed(List<ItemView> items, @Nullable String next) {

        static Listed of(Page<? extends MemoryItem> page) {
            return new Listed(page.items().stream().map(ItemView::of).toList(), page.next());
        }
    }

    /**
     * A new text.
     *
     * @param words the text
     */
    record NewWords(@Nullable String words) {}

    /**
     * A step of a history.
     *
     * @param id the id of the step, for undo
     * @param type the type of the change
     * @param from the text before
     * @param to the text after
     * @param why the reason
     * @param actor who made the change
     * @param at the time of the change
     */
    record Step(
            String id,
            MemoryEvent.Type type,
            @Nullable String from,
            @Nullable String to,
            @Nullable String why,
            String actor,
            Instant at) {

        static Step of(MemoryEvent event) {
            return new Step(
                    event.id(),
                    event.type(),
                    event.oldText(),
                    event.newText(),
                    event.reason(),
                    event.actor(),
                    event.at());
        }
    }

    /**
     * A source of a memory.
     *
     * @param turn the turn from which the memory was extracted
     * @param quote the words of the turn that support it
     */
    record Provenance(ItemView turn, String quote) {

        static Provenance of(MemorySource source) {
            return new Provenance(ItemView.of(source.turn()), source.quote());
        }
    }

    @GetMapping("/api/stats")
    MemoryStats stats(Scope scope) {
        return memory.stats(scope);
    }

    @GetMapping("/api/memories")
    Listed memories(Scope scope, @RequestParam(required = false) @Nullable String after) {
        return Listed.of(memory.list(page(scope, after)));
    }

    @GetMapping("/api/turns")
    Listed turns(Scope scope, @RequestParam(required = false) @Nullable String after) {
        return Listed.of(memory.listTurns(page(scope, after)));
    }

    /** Returns all items that are hidden from recall. */
    @GetMapping("/api/suppressed")
    Listed suppressed(Scope scope) {
        ListRequest hidden = ListRequest.builder(scope)
                .onlySuppressed()
                .includePast()
                .includeExpired()
                .newestFirst()
                .limit(ListRequest.MAX_LIMIT)
                .build();
        List<ItemView> items = new ArrayList<>();
        memory.list(hidden).items().forEach(item -> items.add(ItemView.of(item)));
        memory.listTurns(hidden).items().forEach(item -> items.add(ItemView.of(item)));
        return new Listed(items, null);
    }

    @PutMapping("/api/items/{id}/suppressed")
    void suppress(Scope scope, @PathVariable String id) {
        memory.suppress(scope, List.of(id), "hidden by the user");
    }

    @DeleteMapping("/api/items/{id}/suppressed")
    void unsuppress(Scope scope, @PathVariable String id) {
        memory.unsuppress(scope, id);
    }

    @GetMapping("/api/items/{id}/sources")
    List<Provenance> sources(Scope scope, @PathVariable String id) {
        return memory.learning().sources(scope, id).stream().map(Provenance::of).toList();
    }

    /** Undoes a step of a history, together with all changes of the same operation. */
    @DeleteMapping("/api/steps/{id}")
    void undo(Scope scope, @PathVariable String id) {
        memory.learning().undo(scope, id);
    }

    @GetMapping("/api/search")
    List<ItemView> search(Scope scope, @RequestParam String q) {
        SearchRequest request = SearchRequest.builder(scope, q)
                .limit(MOST_FOUND)
                .tokenBudget(0)
                .explain()
                .build();
        return memory.search(request).hits().stream().map(ItemView::of).toList();
    }

    @PutMapping("/api/items/{id}")
    ItemView edit(Scope scope, @PathVariable String id, @RequestBody NewWords edited) {
        return ItemView.of(editing.edit(scope, id, ChatEndpoint.words(edited.words())));
    }

    @GetMapping("/api/items/{id}/quotes")
    List<ItemView> quotes(Scope scope, @PathVariable String id) {
        return editing.quoting(scope, id).stream().map(ItemView::of).toList();
    }

    @GetMapping("/api/items/{id}/history")
    List<Step> history(Scope scope, @PathVariable String id) {
        List<Step> steps = memory.history(scope, id).stream().map(Step::of).toList();
        if (steps.isEmpty()) {
            throw new NotRememberedException("This user has no item with this id, or it has no history yet.");
        }
        return steps;
    }

    @DeleteMapping("/api/items/{id}")
    ForgetResult forget(Scope scope, @PathVariable String id) {
        ForgetResult receipt = memory.forget(scope, id);
        if (receipt.turns() + receipt.memories() == 0) {
            throw new NotRememberedException("This user has no item with this id.");
        }
        return receipt;
    }

    @DeleteMapping("/api/items")
    ForgetResult forgetAll(Scope scope) {
        return memory.forget(scope);
    }

    private static ListRequest page(Scope scope, @Nullable String after) {
        return ListRequest.builder(scope)
                .newestFirst()
                .includeExpired()
                .limit(PAGE)
                .after(after)
                .build();
    }
}
