// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.mem0.filter.FilterBranch;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.filter.FilterExpression.Any;
import dev.memoir.samples.server.mem0.filter.FilterExpression.IdCondition;
import dev.memoir.samples.server.mem0.filter.FilterPlan;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Deletes memories. One memory is retracted: its history remains, as in mem0. "All" of somebody are forgotten
 * together with the turns that they come from, so that nothing of them is extracted again. Thread-safe.
 */
@Component
class Mem0DeleteService {

    /** A deletion of everything reads each user once. */
    private static final int MAX_SCOPES = 100_000;

    private final Mem0EventService events;

    Mem0DeleteService(Mem0EventService events) {
        this.events = events;
    }

    /**
     * Deletes a memory.
     *
     * @param linked whether the memories that it replaced are forgotten too
     * @return the number of those
     */
    int delete(Mem0Session session, Memory memory, boolean linked) {
        List<String> replaced = linked ? replaced(session, memory) : List.of();
        if (!session.memory().delete(memory.scope(), memory.id())) {
            session.memory().forget(memory.scope(), memory.id());
        }
        replaced.forEach(id -> session.memory().forget(memory.scope(), id));
        return replaced.size();
    }

    private static List<String> replaced(Mem0Session session, Memory memory) {
        List<String> ids = new ArrayList<>();
        Optional<Memory> next = Optional.of(memory);
        while (next.isPresent()) {
            String older = next.get().supersedes();
            next = older == null || ids.contains(older)
                    ? Optional.empty()
                    : session.memory().get(memory.scope(), older);
            next.ifPresent(found -> ids.add(found.id()));
        }
        return ids;
    }

    /**
     * Forgets everything of an owner. One that nothing belongs to is no error: clients delete all owners that they have
     * listed, one after the other, and a memory that is listed for its user and its agent goes with the first.
     *
     * @return the event of the deletion
     */
    Mem0Event deleteAll(Mem0Session session, Mem0Owner owner, @Nullable String metadata) {
        if (metadata != null && !metadata.isBlank()) {
            throw RequestProblem.unsupported("metadata", "Find the memories with a filter, and delete them by id.");
        }
        owner.check(session);
        FilterPlan plan = session.plan(owner.everything() ? everything() : owner.filter(), MAX_SCOPES);
        plan.branches().forEach(branch -> forget(session, owner, plan, branch));
        Scope only = plan.branches().size() == 1 ? plan.branches().get(0).scope() : null;
        return events.deleted(session, only);
    }

    private static FilterExpression everything() {
        return new Any(Stream.of(ScopePart.values())
                .<FilterExpression>map(part -> new IdCondition(part, null))
                .toList());
    }

    private static void forget(Mem0Session session, Mem0Owner owner, FilterPlan plan, FilterBranch branch) {
        if (owner.everything() || (branch.exact() && owner.appId() == null)) {
            session.memory().forget(branch.scope());
            return;
        }
        for (MemoryItem item : items(session, plan, branch)) {
            session.memory().forget(item.scope(), item.id());
        }
    }

    /** Returns all turns and memories that a branch and the filter admit, whatever their state. */
    private static List<MemoryItem> items(Mem0Session session, FilterPlan plan, FilterBranch branch) {
        List<MemoryItem> items = new ArrayList<>();
        for (boolean suppressed : new boolean[] {false, true}) {
            items.addAll(items(plan, branch, suppressed, session.memory()::list));
            items.addAll(items(plan, branch, suppressed, session.memory()::listTurns));
        }
        return items;
    }

    private static <T extends MemoryItem> List<T> items(
            FilterPlan plan, FilterBranch branch, boolean suppressed, Function<ListRequest, Page<T>> list) {
        List<T> items = new ArrayList<>();
        String after = null;
        do {
            ListRequest.Builder request = ListRequest.builder(branch.scope())
                    .filter(branch.filter())
                    .includeExpired()
                    .includePast()
                    .limit(ListRequest.MAX_LIMIT)
                    .after(after);
            if (suppressed) {
                request.onlySuppressed();
            }
            Page<T> page = list.apply(request.build());
            page.items().stream().filter(plan.expression()::test).forEach(items::add);
            after = page.next();
        } while (after != null);
        return items;
    }
}
