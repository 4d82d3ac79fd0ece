// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.samples.server.mem0.filter.FilterBranch;
import dev.memoir.samples.server.mem0.filter.FilterPlan;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The memories that a filter admits, latest first. Clients ask for numbered pages and a total, so all of them are
 * counted; only their keys are kept.
 *
 * @param keys the keys, latest first
 */
record Mem0Listing(List<Key> keys) {

    /**
     * What orders a memory, and finds it.
     *
     * @param createdAt when it was created
     * @param id the id
     * @param scope the scope
     */
    record Key(Instant createdAt, String id, Scope scope) {}

    private static final Comparator<Key> LATEST_FIRST =
            Comparator.comparing(Key::createdAt).thenComparing(Key::id).reversed();

    /**
     * {@return the listing of a plan}
     *
     * @param session the caller's memory
     * @param plan the plan
     * @param showExpired whether expired memories are listed
     * @param showReplaced whether memories that others replaced are listed
     */
    static Mem0Listing of(Mem0Session session, FilterPlan plan, boolean showExpired, boolean showReplaced) {
        Map<String, Key> keys = new LinkedHashMap<>();
        read(
                session,
                plan,
                showExpired,
                showReplaced,
                memory -> keys.put(memory.id(), new Key(MemoryTimes.createdAt(memory), memory.id(), memory.scope())));
        return new Mem0Listing(keys.values().stream().sorted(LATEST_FIRST).toList());
    }

    /** Reads the memories that a plan admits, in no particular order, some of them twice. */
    static void read(
            Mem0Session session,
            FilterPlan plan,
            boolean showExpired,
            boolean showReplaced,
            Consumer<Memory> consumer) {
        for (FilterBranch branch : plan.branches()) {
            String after = null;
            do {
                ListRequest.Builder request = ListRequest.builder(branch.scope())
                        .filter(branch.filter())
                        .limit(ListRequest.MAX_LIMIT)
                        .after(after);
                if (showExpired) {
                    request.includeExpired();
                }
                if (showReplaced) {
                    request.includePast();
                }
                Page<Memory> page = session.memory().list(request.build());
                page.items().stream()
                        .filter(memory -> memory.retractedAt() == null)
                        .filter(plan.expression()::test)
                        .forEach(consumer);
                after = page.next();
            } while (after != null);
        }
    }

    /** {@return the memories of a page; those that were forgotten meanwhile are left out} */
    List<Memory> page(Mem0Session session, int page, int size) {
        return keys.stream()
                .skip((long) (page - 1) * size)
                .limit(size)
                .map(key -> session.memory().get(key.scope(), key.id()))
                .flatMap(Optional::stream)
                .toList();
    }
}
