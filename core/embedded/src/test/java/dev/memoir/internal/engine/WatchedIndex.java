// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * A real index that notes each breach of what the engine owes an index: one thread writes at a time, each change is
 * applied once and in order, and nothing is asked of a closed index.
 */
final class WatchedIndex implements MemoryIndex {

    private final MemoryIndex index;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger writers = new AtomicInteger();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger flushes = new AtomicInteger();
    private final AtomicInteger positions = new AtomicInteger();
    private final Set<String> destroyed = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    final Queue<String> breaches = new ConcurrentLinkedQueue<>();

    /** Tells for an attempt to apply changes, by its number, whether it fails before anything is applied. */
    volatile IntPredicate failsBefore = attempt -> false;

    /** Tells whether an attempt fails although everything was applied, as when a server's answer is lost. */
    volatile IntPredicate failsAfter = attempt -> false;

    volatile Runnable beforeApplying = () -> {};
    volatile Runnable beforeSearching = () -> {};
    volatile Runnable beforeFlushing = () -> {};

    WatchedIndex(MemoryIndex index) {
        this.index = index;
    }

    boolean closed() {
        return closed;
    }

    int flushes() {
        return flushes.get();
    }

    /** {@return how often the position was read: once at the beginning of each attempt to catch up} */
    int positions() {
        return positions.get();
    }

    /** {@return the ids of the items that were removed because they were destroyed} */
    Set<String> destroyed() {
        return Set.copyOf(destroyed);
    }

    private <T> T used(String what, Supplier<T> work) {
        users.incrementAndGet();
        try {
            if (closed) {
                breaches.add(what + " of a closed index");
            }
            return work.get();
        } finally {
            users.decrementAndGet();
        }
    }

    private void written(String what, Runnable work) {
        if (writers.incrementAndGet() > 1) {
            breaches.add(what + " while another thread writes");
        }
        try {
            used(what, () -> {
                work.run();
                return what;
            });
        } finally {
            writers.decrementAndGet();
        }
    }

    @Override
    public IndexPosition position() {
        positions.incrementAndGet();
        return used("position", index::position);
    }

    @Override
    public void reset(IndexPosition start) {
        written("reset", () -> index.reset(start));
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        written("apply", () -> {
            int attempt = attempts.incrementAndGet();
            beforeApplying.run();
            if (failsBefore.test(attempt)) {
                throw new MemoryIndexException("made to fail");
            }
            checkOrder(changes, upTo);
            index.apply(changes, upTo);
            changes.stream()
                    .filter(change -> change instanceof IndexChange.Remove removed && removed.destroyed())
                    .forEach(change -> destroyed.add(change.ref().id()));
            if (failsAfter.test(attempt)) {
                throw new MemoryIndexException("made to fail once applied");
            }
        });
    }

    private void checkOrder(List<IndexChange> changes, IndexPosition upTo) {
        long last = index.position().sequence();
        Set<Object> items = new HashSet<>();
        for (IndexChange change : changes) {
            if (change.sequence() <= last) {
                breaches.add("change " + change.sequence() + " is applied after " + last);
            }
            if (!items.add(change.ref())) {
                breaches.add("an item twice in one batch");
            }
            last = change.sequence();
        }
        if (last != upTo.sequence()) {
            breaches.add("position " + upTo.sequence() + " is claimed after " + last);
        }
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return used("search", () -> {
            beforeSearching.run();
            return index.search(query);
        });
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        return used("searchAt", () -> index.searchAt(query, positions));
    }

    @Override
    public void purge() {
        written("purge", index::purge);
    }

    @Override
    public void flush() {
        written("flush", () -> {
            beforeFlushing.run();
            index.flush();
        });
        flushes.incrementAndGet();
    }

    @Override
    public void close() {
        if (closed) {
            breaches.add("closed twice");
        }
        closed = true;
        if (users.get() > 0) {
            breaches.add("closed while in use");
        }
        index.close();
    }
}
