// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Filter;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.filter.FilterExpression.All;
import dev.memoir.samples.server.mem0.filter.FilterExpression.IdCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.KeywordCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.MetadataCondition;
import dev.memoir.samples.server.mem0.filter.FilterExpression.TimeCondition;
import dev.memoir.samples.server.mem0.filter.FilterParser;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The conditions of a request: its filters, and the fields beside them that restrict it further. */
final class Mem0Filters {

    /** The fields that name an owner. */
    static final List<String> IDS = List.of("user_id", "agent_id", "app_id", "run_id");

    private Mem0Filters() {}

    /** {@return the filters of a search or listing of the platform, where ids must not stand beside them} */
    static FilterExpression required(RequestFields body) {
        for (String id : IDS) {
            if (body.get(id) != null) {
                throw RequestProblem.invalid(
                        "The field '" + id + "' belongs into filters: {\"filters\": {\"" + id + "\": …}}.");
            }
        }
        JsonNode filters = body.get("filters");
        if (filters == null) {
            // A key that is bound to a scope fills it in; all others are told that an id is missing.
            return new All(List.of());
        }
        return FilterParser.platform(filters);
    }

    /** {@return the filters of a request with ids of its own, as older clients send them} */
    static FilterExpression withIds(RequestFields body, boolean selfHosted) {
        List<FilterExpression> parts = new ArrayList<>();
        JsonNode filters = body.get("filters");
        if (filters != null && !(filters.isObject() && filters.isEmpty())) {
            parts.add(selfHosted ? FilterParser.selfHosted(filters) : FilterParser.platform(filters));
        }
        addId(parts, ScopePart.USER, body.id("user_id"));
        addId(parts, ScopePart.AGENT, body.id("agent_id"));
        addId(parts, ScopePart.RUN, body.id("run_id"));
        addApp(parts, body.id("app_id"));
        return new All(parts);
    }

    /** {@return the filter of ids alone; {@code *} stands for any} */
    static FilterExpression ids(
            @Nullable String userId, @Nullable String agentId, @Nullable String runId, @Nullable String appId) {
        List<FilterExpression> parts = new ArrayList<>();
        addId(parts, ScopePart.USER, userId);
        addId(parts, ScopePart.AGENT, agentId);
        addId(parts, ScopePart.RUN, runId);
        addApp(parts, appId);
        return new All(parts);
    }

    private static void addId(List<FilterExpression> parts, ScopePart part, @Nullable String id) {
        if (id != null) {
            parts.add(new IdCondition(part, id.equals("*") ? null : Set.of(id)));
        }
    }

    private static void addApp(List<FilterExpression> parts, @Nullable String app) {
        if (app != null) {
            parts.add(new MetadataCondition(
                    app.equals("*") ? Filter.exists(MemoryBody.APP) : Filter.eq(MemoryBody.APP, app)));
        }
    }

    /** {@return the filters, restricted by the fields beside them} */
    static FilterExpression with(RequestFields body, FilterExpression filters) {
        List<FilterExpression> parts = new ArrayList<>(List.of(filters));
        List<String> categories = body.texts("categories");
        if (categories != null && !categories.isEmpty()) {
            parts.add(new MetadataCondition(Filter.in(MemoryBody.CATEGORIES, categories)));
        }
        dev.memoir.Metadata metadata = body.metadata();
        if (metadata != null) {
            metadata.asMap()
                    .forEach((key, value) -> parts.add(new MetadataCondition(
                            value instanceof List<?> list
                                    ? new Filter.And(list.stream()
                                            .map(one -> Filter.eq(key, one))
                                            .toList())
                                    : Filter.eq(key, value))));
        }
        JsonNode start = body.get("start_date");
        JsonNode end = body.get("end_date");
        if (start != null) {
            parts.add(new TimeCondition(false, MemoryTimes.start("start_date", start), null));
        }
        if (end != null) {
            parts.add(new TimeCondition(false, null, MemoryTimes.end("end_date", end)));
        }
        String keywords = body.text("keywords");
        if (keywords != null) {
            parts.add(new KeywordCondition(keywords, true));
        }
        return parts.size() == 1 ? filters : new All(parts);
    }
}
