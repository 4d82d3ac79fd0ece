// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.error.ApiException;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mem0.filter.FilterParser;
import dev.memoir.samples.server.mem0.request.RequestFields;
import dev.memoir.samples.server.mem0.request.RequestValue;
import dev.memoir.samples.server.security.ReadsOnly;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Exports into a schema: ordered first, and made when they are fetched. */
@Mem0Controller
@ReadsOnly
class PlatformExportController {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformExportController.class);

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
        JsonNode schema = schema(body);
        JsonNode filters = filters(body);
        String instructions = body.text("export_instructions");
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
        JsonNode filters = filters(body);
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

    /** Python's client declares the schema as text. */
    private @Nullable JsonNode schema(RequestFields body) {
        JsonNode given = body.get("schema");
        if (given == null || !given.isString()) {
            return body.object("schema");
        }
        try {
            JsonNode schema = json.readTree(given.asString());
            if (schema.isObject()) {
                return schema;
            }
        } catch (JacksonException e) {
            LOG.debug("A schema is text, but not JSON.");
        }
        throw RequestValue.wrong("schema", "must be a JSON object, or the text of one");
    }

    /** Returns the filters together with the ids that Python's client sends beside or instead of them. */
    private @Nullable JsonNode filters(RequestFields body) {
        JsonNode filters = body.object("filters");
        ObjectNode ids = json.createObjectNode();
        for (String name : Mem0Filters.IDS) {
            String id = body.id(name);
            if (id != null) {
                ids.put(name, id);
            }
        }
        if (ids.isEmpty()) {
            return filters;
        }
        if (filters == null) {
            return ids;
        }
        ObjectNode both = json.createObjectNode();
        both.putArray("AND").add(filters).add(ids);
        return both;
    }
}
