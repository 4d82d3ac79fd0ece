// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.Citation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the revisions of one proposal and applies them to the chains. Not thread-safe. */
final class RevisionLog {

    private final List<Revision> revisions = new ArrayList<>();
    private final MemoryChains chains;
    private final Instant now;
    private final String why;

    RevisionLog(MemoryChains chains, Instant now, String why) {
        this.chains = chains;
        this.now = now;
        this.why = why;
    }

    List<Revision> revisions() {
        return List.copyOf(revisions);
    }

    /** {@return the added memory; a current one keeps what the application attached to the memory that it replaces} */
    Memory add(Memory memory, List<Citation> sources) {
        Memory replaced = memory.current() ? chains.find(memory.supersedes()) : null;
        Memory added = replaced == null ? memory : keeping(memory, replaced);
        apply(null, added, MemoryEvent.Type.ADD, sources, added.text(), "said: " + why);
        return added;
    }

    /** {@return a memory with what the application attached to the memory that it replaces} */
    Memory keeping(Memory memory, Memory replaced) {
        Instant expiry = replaced.expired(now) ? null : replaced.expiresAt();
        return memory.toBuilder()
                .pinned(memory.pinned() || replaced.pinned())
                .expiresAt(memory.expiresAt() == null ? expiry : memory.expiresAt())
                .metadata(replaced.metadata().withDefaults(memory.metadata()))
                .build();
    }

    void merge(Memory before, Memory.Builder after, List<Citation> sources) {
        apply(
                before,
                after.updatedAt(now).build(),
                MemoryEvent.Type.MERGE,
                sources,
                before.text(),
                "said again: " + why);
    }

    void specify(Memory before, Memory.Builder after, List<Citation> sources) {
        apply(
                before,
                after.updatedAt(now).build(),
                MemoryEvent.Type.UPDATE,
                sources,
                before.text(),
                "now dated: " + why);
    }

    /** Links a separate memory into a chain. */
    void link(Memory before, Memory after, List<Citation> sources) {
        Memory replaced = after.current() ? chains.find(after.supersedes()) : null;
        apply(
                before,
                (replaced == null ? after : keeping(after, replaced))
                        .toBuilder().updatedAt(now).build(),
                MemoryEvent.Type.UPDATE,
                sources,
                before.text(),
                "linked to its predecessor: " + why);
    }

    void supersede(Memory before, Memory.Builder after, Memory by) {
        apply(
                before,
                after.updatedAt(now).build(),
                MemoryEvent.Type.SUPERSEDE,
                List.of(),
                by.text(),
                "changed: " + why);
    }

    void correct(Memory before, Memory.Builder after, Memory by) {
        apply(
                before,
                after.retractedAt(now).updatedAt(now).build(),
                MemoryEvent.Type.SUPERSEDE,
                List.of(),
                by.text(),
                "corrected: " + why);
    }

    /** Adjusts the links or dates of a neighbour in the chain; its text does not change. */
    void adjust(Memory before, Memory.Builder after) {
        Memory adjusted = after.build();
        if (!adjusted.equals(before)) {
            apply(
                    before,
                    adjusted.toBuilder().updatedAt(now).build(),
                    MemoryEvent.Type.UPDATE,
                    List.of(),
                    before.text(),
                    "a neighbour in its chain changed: " + why);
        }
    }

    void retract(Memory before, Memory.Builder after) {
        apply(
                before,
                after.retractedAt(now).updatedAt(now).build(),
                MemoryEvent.Type.DELETE,
                List.of(),
                null,
                "denied: " + why);
    }

    private void apply(
            @Nullable Memory before,
            Memory after,
            MemoryEvent.Type type,
            List<Citation> sources,
            @Nullable String newText,
            String because) {
        chains.put(after);
        chains.cite(after.id(), sources);
        revisions.add(new Revision(before, after, type, sources, newText, because));
    }
}
