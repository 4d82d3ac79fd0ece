// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.Filter;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.error.ForbiddenException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.Conjunctions.Literal;
import dev.memoir.samples.server.mem0.filter.FilterExpression.IdCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.MetadataCondition;
import dev.memoir.samples.server.mem0.filter.IdRange.Kind;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.tenant.CallerMemory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a filter for one caller: every alternative becomes scopes to read and a filter on metadata. */
public final class FilterCompiler {

    private final Caller caller;
    private final ScopeExpansion expansion;

    private FilterCompiler(Caller caller, ScopeExpansion expansion) {
        this.caller = caller;
        this.expansion = expansion;
    }

    /**
     * {@return the plan of a filter}
     *
     * @param expression the filter
     * @param caller the caller; ids that its key fixes are filled in
     * @param memory the caller's memory, to find the ids that {@code *} stands for
     * @param maxScopes the maximum number of scopes to read
     * @throws ForbiddenException if the filter names another id than the caller's key permits
     */
    public static FilterPlan compile(FilterExpression expression, Caller caller, CallerMemory memory, int maxScopes) {
        List<FilterBranch> branches =
                new FilterCompiler(caller, new ScopeExpansion(memory, maxScopes)).branches(Conjunctions.of(expression));
        if (branches.size() > maxScopes) {
            throw ScopeExpansion.tooMany(maxScopes);
        }
        return new FilterPlan(expression, branches);
    }

    private List<FilterBranch> branches(List<List<Literal>> alternatives) {
        Set<FilterBranch> branches = new LinkedHashSet<>();
        for (List<Literal> alternative : alternatives) {
            Map<ScopePart, IdRange> ranges = ranges(alternative);
            if (ranges.values().stream().anyMatch(IdRange::isEmpty)) {
                continue;
            }
            Filter filter = pushedDown(alternative);
            boolean exact = exact(alternative, ranges);
            for (Scope scope : expansion.scopes(ranges)) {
                branches.add(new FilterBranch(scope, filter, exact));
            }
        }
        return List.copyOf(branches);
    }

    private Map<ScopePart, IdRange> ranges(List<Literal> alternative) {
        Map<ScopePart, IdRange> ranges = new EnumMap<>(ScopePart.class);
        boolean named = false;
        for (ScopePart part : ScopePart.values()) {
            ranges.put(part, IdRange.FREE);
        }
        for (Literal literal : alternative) {
            if (literal.leaf() instanceof IdCondition id) {
                if (literal.positive()) {
                    named = true;
                    ranges.merge(id.part(), permitted(id), IdRange::and);
                } else if (id.ids() == null) {
                    ranges.merge(id.part(), IdRange.ABSENT, IdRange::and);
                }
            }
        }
        Scope fixed = caller.fixedScope();
        if (fixed != null) {
            ranges.merge(
                    ScopePart.USER,
                    fixed.userId() == null ? IdRange.ABSENT : IdRange.of(Set.of(fixed.userId())),
                    IdRange::and);
            narrow(ranges, ScopePart.AGENT, fixed.agentId());
            narrow(ranges, ScopePart.RUN, fixed.runId());
        } else if (!named) {
            throw RequestProblem.invalid("filters must name a user_id, agent_id or run_id in every alternative; \"*\""
                    + " stands for any. app_id is an entry of metadata here and does not count.");
        }
        return ranges;
    }

    private static void narrow(Map<ScopePart, IdRange> ranges, ScopePart part, @Nullable String id) {
        if (id != null) {
            ranges.merge(part, IdRange.of(Set.of(id)), IdRange::and);
        }
    }

    /** Returns the range of a condition; another id than the key's is an error, not an empty answer. */
    private IdRange permitted(IdCondition condition) {
        Scope fixed = caller.fixedScope();
        if (fixed != null && condition.ids() != null) {
            String id =
                    switch (condition.part()) {
                        case USER -> fixed.userId();
                        case AGENT -> fixed.agentId();
                        case RUN -> fixed.runId();
                    };
            boolean free = id == null && condition.part() != ScopePart.USER;
            if (!free && condition.ids().stream().anyMatch(named -> !named.equals(id))) {
                throw new ForbiddenException("This key is bound to another user, agent or run.");
            }
        }
        return IdRange.of(condition.ids());
    }

    private static Filter pushedDown(List<Literal> alternative) {
        List<Filter> filters = new ArrayList<>();
        for (Literal literal : alternative) {
            if (literal.leaf() instanceof MetadataCondition metadata) {
                filters.add(literal.positive() ? metadata.filter() : Filter.not(metadata.filter()));
            }
        }
        return filters.size() == 1 ? filters.get(0) : new Filter.And(filters);
    }

    private static boolean exact(List<Literal> alternative, Map<ScopePart, IdRange> ranges) {
        boolean pushed = alternative.stream()
                .allMatch(literal -> literal.leaf() instanceof MetadataCondition
                        || (literal.leaf() instanceof IdCondition && literal.positive()));
        return pushed && readsExactly(ranges, ScopePart.AGENT) && readsExactly(ranges, ScopePart.RUN);
    }

    /** A scope without an agent or run also reads items that have none. */
    private static boolean readsExactly(Map<ScopePart, IdRange> ranges, ScopePart part) {
        Kind kind = Objects.requireNonNull(ranges.get(part)).kind();
        return kind == Kind.FREE || kind == Kind.LISTED;
    }
}
