// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.samples.server.mem0.filter.IdRange.Kind;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import dev.memoir.samples.server.tenant.CallerMemory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the scopes that ranges of ids stand for. A scope reads one user, or what belongs to none: "the agent's
 * memories" are those of every user with that agent, and those without a user.
 */
public final class ScopeExpansion {

    private final CallerMemory memory;
    private final int maxScopes;

    /**
     * Creates an expansion.
     *
     * @param memory the caller's memory
     * @param maxScopes the maximum number of scopes
     */
    public ScopeExpansion(CallerMemory memory, int maxScopes) {
        this.memory = memory;
        this.maxScopes = maxScopes;
    }

    /**
     * {@return the scopes that together read what belongs to an agent or a run, whatever the user}
     *
     * @param agentId the agent, or null
     * @param runId the run, or null
     */
    public Set<Scope> withoutUser(@Nullable String agentId, @Nullable String runId) {
        return scopes(Map.of(
                ScopePart.USER, IdRange.FREE,
                ScopePart.AGENT, agentId == null ? IdRange.FREE : IdRange.of(Set.of(agentId)),
                ScopePart.RUN, runId == null ? IdRange.FREE : IdRange.of(Set.of(runId))));
    }

    Set<Scope> scopes(Map<ScopePart, IdRange> ranges) {
        IdRange users = Objects.requireNonNull(ranges.get(ScopePart.USER));
        IdRange agents = Objects.requireNonNull(ranges.get(ScopePart.AGENT));
        IdRange runs = Objects.requireNonNull(ranges.get(ScopePart.RUN));
        Set<Scope> scopes = new LinkedHashSet<>();
        for (String agent : agents.values()) {
            for (String run : runs.values()) {
                if (users.listed()) {
                    users.ids().forEach(user -> scopes.add(new Scope(user, agent, run)));
                    continue;
                }
                if (users.kind() != Kind.ABSENT) {
                    list(ScopePart.USER, null, agent, run, ScopeSummary::userId)
                            .forEach(user -> scopes.add(new Scope(user, agent, run)));
                }
                if (users.kind() != Kind.PRESENT) {
                    scopes.addAll(userless(agents, agent, runs, run));
                }
                check(scopes.size());
            }
        }
        return scopes;
    }

    private List<Scope> userless(IdRange agents, @Nullable String agent, IdRange runs, @Nullable String run) {
        if (agent != null || run != null) {
            return List.of(new Scope(null, agent, run));
        }
        if (agents.kind() == Kind.PRESENT) {
            return list(ScopePart.AGENT, "", null, null, ScopeSummary::agentId).stream()
                    .map(Scope::agent)
                    .toList();
        }
        if (runs.kind() == Kind.PRESENT) {
            return list(ScopePart.RUN, "", null, null, ScopeSummary::runId).stream()
                    .map(Scope::run)
                    .toList();
        }
        return List.of();
    }

    private List<String> list(
            ScopePart part,
            @Nullable String user,
            @Nullable String agent,
            @Nullable String run,
            Function<ScopeSummary, @Nullable String> id) {
        List<String> ids = new ArrayList<>();
        String after = null;
        do {
            Page<ScopeSummary> page = memory.scopes(ScopeListRequest.builder()
                    .groupBy(part)
                    .userId(user)
                    .agentId(agent)
                    .runId(run)
                    .limit(ScopeListRequest.MAX_LIMIT)
                    .after(after)
                    .build());
            page.items().forEach(item -> ids.add(Objects.requireNonNull(id.apply(item))));
            check(ids.size());
            after = page.next();
        } while (after != null);
        return ids;
    }

    private void check(int scopes) {
        if (scopes > maxScopes) {
            throw tooMany(maxScopes);
        }
    }

    static RuntimeException tooMany(int maxScopes) {
        return RequestProblem.invalid(
                "filters read more than " + maxScopes + " users, agents and runs at once. Name fewer of them.");
    }
}
