// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Page;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.maintenance.ScopeSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the users, agents and runs of a tenant. Apps are entries of metadata, and not listed. Thread-safe. */
@Component
class Mem0EntityService {

    /**
     * A user, agent or run.
     *
     * @param part which of them
     * @param id the id
     * @param summary what belongs to it
     */
    record Entity(ScopePart part, String id, ScopeSummary summary) {

        String type() {
            return part.name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the users, then the agents, then the runs, each in the order of their ids} */
    List<Entity> list(Mem0Session session) {
        List<Entity> entities = new ArrayList<>();
        for (ScopePart part : ScopePart.values()) {
            String after = null;
            do {
                Page<ScopeSummary> page = session.memory()
                        .scopes(ScopeListRequest.builder()
                                .groupBy(part)
                                .limit(ScopeListRequest.MAX_LIMIT)
                                .after(after)
                                .build());
                page.items()
                        .forEach(summary ->
                                entities.add(new Entity(part, Objects.requireNonNull(id(part, summary)), summary)));
                after = page.next();
            } while (after != null);
        }
        return entities;
    }

    private static @Nullable String id(ScopePart part, ScopeSummary summary) {
        return switch (part) {
            case USER -> summary.userId();
            case AGENT -> summary.agentId();
            case RUN -> summary.runId();
        };
    }

    /** {@return the fields that both of mem0's servers answer} */
    static Map<String, Object> body(Entity entity) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", entity.id());
        body.put("type", entity.type());
        body.put("total_memories", entity.summary().memories());
        body.put("created_at", entity.summary().firstRecordedAt().toString());
        body.put("updated_at", entity.summary().lastRecordedAt().toString());
        return body;
    }
}
