// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Memory;
import dev.memoir.SearchHit;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.security.ReadsOnly;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;

/** Searches of the platform's paths, and of older versions of them. */
@Mem0Controller
@ReadsOnly
class PlatformSearchController {

    private final Mem0Sessions sessions;
    private final Mem0SearchService searches;

    PlatformSearchController(Mem0Sessions sessions, Mem0SearchService searches) {
        this.sessions = sessions;
        this.searches = searches;
    }

    @PostMapping("/v3/memories/search/")
    Map<String, Object> search(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        return Map.of("results", results(caller, body, Mem0Filters.required(body)));
    }

    /** Before version 3, the answer was the bare list. */
    @PostMapping("/v2/memories/search/")
    List<Map<String, Object>> second(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        return results(caller, body, Mem0Filters.withIds(body, false));
    }

    @PostMapping("/v1/memories/search/")
    Object first(Caller caller, @RequestBody JsonNode json) {
        RequestFields body = RequestFields.of(json);
        boolean object = "v1.1".equals(body.text("output_format"));
        List<Map<String, Object>> results = results(caller, body, Mem0Filters.withIds(body, false));
        return object ? Map.of("results", results, "relations", List.of()) : results;
    }

    private List<Map<String, Object>> results(Caller caller, RequestFields body, FilterExpression filters) {
        Mem0Search search = Mem0Search.of(body, filters);
        return searches.search(sessions.of(caller), search).stream()
                .map(hit -> hit(search, hit))
                .toList();
    }

    private static Map<String, Object> hit(Mem0Search search, SearchHit hit) {
        Map<String, Object> body = MemoryBody.platform((Memory) hit.item());
        body.put("score", Mem0Score.of(hit.score()));
        if (search.explain()) {
            body.put("score_breakdown", hit.explanation());
        }
        if (search.fields() != null) {
            body.keySet().retainAll(search.fields());
        }
        return body;
    }
}
