// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Scope;
import dev.memoir.SearchResult;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.security.ReadsOnly;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Search by meaning, words and time. */
@RestController
@Tag(name = "Search")
class SearchController {

    private final TenantMemories memories;

    SearchController(TenantMemories memories) {
        this.memories = memories;
    }

    @ReadsOnly
    @PostMapping("/api/v1/search")
    @Operation(operationId = "search", summary = "Search turns and memories, and render them for a prompt")
    SearchView search(Caller caller, @RequestBody SearchQuery query) {
        Scope scope = caller.scope(query.userId(), query.agentId(), query.runId());
        SearchResult result = memories.of(caller).search(query.request(scope));
        return SearchView.of(result);
    }
}
