// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterParser;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestValue;
import dev.memoir.samples.server.security.ReadsOnly;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports into a schema: ordered first, and made when they are fetched. */
@Hidden
@RestController
@ReadsOnly
class PlatformExportController {

    private final Mem0Sessions sessions;
    private final Mem0ExportRepository orders;
    private final Mem0ExportService exports;
    private final InstantSource clock;
    private final JsonMapper json;

    PlatformExportController(
            Mem0Sessions sessions,
            Mem0ExportRepository orders,
            Mem0ExportService exports,
            InstantSource clock,
            JsonMapper json) {
        this.sessions = sessions;
        this.orders = orders;
        this.exports = exports;
        this.clock = clock;
        this.json = json;
    }

    @PostMapping("/v1/exports/")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> order(Caller caller, @RequestBody JsonNode request) {
        exports.model();
        RequestFields body = RequestFields.of(request);
        JsonNode schema = body.object("schema");
        JsonNode filters = body.object("filters");
        String instructions = body.text("export_instructions");
        body.harmless(List.of("source", "org_id", "project_id"));
        body.done();
        if (schema == null || filters == null) {
            throw RequestValue.wrong(schema == null ? "schema" : "filters", "is required");
        }
        sessions.of(caller).plan(FilterParser.platform(filters), Mem0Session.MAX_SEARCHED_SCOPES);
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("schema", schema);
        order.put("filters", filters);
        order.put("export_instructions", instructions);
        String id = orders.add(caller.tenant(), json.writeValueAsString(order), clock.instant());
        return Map.of("message", "Memory export is made when it is fetched.", "id", id);
    }

    @PostMapping("/v1/exports/get/")
    JsonNode get(Caller caller, @RequestBody JsonNode request) {
        RequestFields body = RequestFields.of(request);
        String id = body.text("memory_export_id");
        JsonNode filters = body.object("filters");
        body.harmless(List.of("source", "org_id", "project_id"));
        body.done();
        if (id == null && filters == null) {
            throw RequestValue.wrong("memory_export_id", "is required, or filters");
        }
        Optional<JsonNode> order = id != null
                ? orders.find(caller.tenant(), id).map(json::readTree)
                : orders.latest(caller.tenant()).stream()
                        .map(json::readTree)
                        .filter(found -> found.path("filters").equals(filters))
                        .findFirst();
        return exports.export(
                sessions.of(caller),
                order.orElseThrow(() -> new ApiException(HttpStatus.NOT_FOUND, "No such memory export.")));
    }
}
