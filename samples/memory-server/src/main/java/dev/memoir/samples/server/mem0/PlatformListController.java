// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.security.ReadsOnly;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Listings of the platform's paths, and of older versions of them. */
@Mem0Controller
@ReadsOnly
class PlatformListController {

    private final Mem0Sessions sessions;

    PlatformListController(Mem0Sessions sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/v3/memories/")
    Map<String, Object> list(
            Caller caller,
            @RequestBody JsonNode json,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize) {
        RequestFields body = RequestFields.of(json);
        return paged(caller, body, Mem0Filters.required(body), Mem0Page.of(body, page, pageSize));
    }

    /** Before version 3, the answer was the bare list, unless a page was asked for. */
    @PostMapping("/v2/memories/")
    @Nullable
    Object second(
            Caller caller,
            @RequestBody JsonNode json,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize) {
        RequestFields body = RequestFields.of(json);
        boolean asked = page != null || body.get("page") != null;
        Map<String, Object> answer =
                paged(caller, body, Mem0Filters.withIds(body, false), Mem0Page.of(body, page, pageSize));
        return asked ? answer : answer.get("results");
    }

    @GetMapping("/v1/memories/")
    @Nullable
    Object first(
            Caller caller,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            @RequestParam(name = "app_id", required = false) @Nullable String appId,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer pageSize) {
        Map<String, Object> answer = paged(
                sessions.of(caller),
                Mem0Filters.ids(userId, agentId, runId, appId),
                false,
                false,
                null,
                Mem0Page.of(page, pageSize));
        return page == null ? answer.get("results") : answer;
    }

    private Map<String, Object> paged(Caller caller, RequestFields body, FilterExpression filters, Mem0Page page) {
        FilterExpression all = Mem0Filters.with(body, filters);
        boolean showExpired = body.flag("show_expired", false);
        // Left out, only current memories are listed; clients that want all versions say so.
        boolean showReplaced = !body.flag("latest_only", true);
        List<String> fields = body.texts("fields");
        body.done();
        return paged(sessions.of(caller), all, showExpired, showReplaced, fields, page);
    }

    private static Map<String, Object> paged(
            Mem0Session session,
            FilterExpression filters,
            boolean showExpired,
            boolean showReplaced,
            @Nullable List<String> fields,
            Mem0Page page) {
        Mem0Listing listing = Mem0Listing.of(
                session, session.plan(filters, Mem0Session.MAX_LISTED_SCOPES), showExpired, showReplaced);
        List<Map<String, Object>> results = listing.page(session, page.number(), page.size()).stream()
                .map(MemoryBody::platform)
                .toList();
        if (fields != null && !fields.isEmpty()) {
            results.forEach(result -> result.keySet().retainAll(fields));
        }
        return page.body(listing.keys().size(), results);
    }
}
