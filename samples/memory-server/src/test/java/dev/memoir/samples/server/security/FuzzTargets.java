// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import dev.memoir.samples.server.RunningServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What fuzz tests call: every method and path that the server maps, of all protocols, with a valid body where one is
 * known. In bodies {@code $USER}, {@code $ID} and {@code $TEXT} stand for values that a test chooses.
 */
final class FuzzTargets {

    /** A method, a path with variables in braces, and a valid body, which may be empty. */
    record Target(String method, String path, String body) {}

    private static final String SCOPE = "\"userId\":\"$USER\"";

    /** Valid bodies by method and path. A path that is missing here gets random JSON. */
    private static final Map<String, String> BODIES = new LinkedHashMap<>();

    /** Not mapped by controllers. */
    private static final List<Target> MORE = List.of(
            new Target("POST", "/mcp", """
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search_memories",\
                    "arguments":{"query":"$TEXT"}}}"""),
            new Target("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"),
            new Target("GET", "/actuator/health", ""),
            new Target("GET", "/actuator/prometheus", ""),
            new Target("GET", "/actuator/env", ""),
            new Target("GET", "/api/v1/openapi.json", ""),
            new Target("GET", "/", ""),
            new Target("GET", "/dashboard/app.js", ""),
            new Target("GET", "/nothing", ""));

    static {
        String turns = "\"turns\":[{\"role\":\"USER\",\"text\":\"$TEXT\",\"metadata\":{\"topic\":\"x\",\"n\":[1,2]}}]";
        String filter =
                "\"filter\":{\"or\":[{\"key\":\"topic\",\"op\":\"EQ\",\"value\":\"x\"},{\"not\":{\"key\":\"n\",\"op\":\"EXISTS\"}}]}";
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"$TEXT\"}]";
        body("POST /api/v1/turns", "{" + SCOPE + "," + turns + ",\"conversation\":\"main\",\"zone\":\"UTC\"}");
        body(
                "POST /api/v1/memories",
                "{" + SCOPE + ",\"memories\":[{\"text\":\"$TEXT\"}],\"kind\":\"FACT\",\"pinned\":true}");
        body("PATCH /api/v1/memories/{id}", "{\"text\":\"$TEXT\",\"expiresAt\":null,\"metadata\":{\"a\":1}}");
        body("POST /api/v1/search", "{" + SCOPE + ",\"query\":\"$TEXT\",\"limit\":5,\"explain\":true," + filter + "}");
        body("POST /api/v1/suppress", "{" + SCOPE + ",\"ids\":[\"$ID\"],\"why\":\"$TEXT\"}");
        body("POST /api/v1/unsuppress", "{" + SCOPE + ",\"ids\":[\"$ID\"]}");
        body("POST /api/v1/forget", "{" + SCOPE + ",\"id\":\"$ID\"}");
        body("POST /api/v1/forget/preview", "{" + SCOPE + "}");
        body("POST /api/v1/conversations/end", "{" + SCOPE + ",\"conversation\":\"main\"}");
        body("POST /api/v1/procedures", "{\"agentId\":\"$USER\"," + turns + "}");
        body("POST /api/v1/entities/merge", "{" + SCOPE + ",\"name\":\"$TEXT\",\"other\":\"x\"}");
        body("POST /api/v1/entities/split", "{" + SCOPE + ",\"other\":\"x\"}");
        body("POST /v3/memories/add/", "{\"user_id\":\"$USER\",\"infer\":false," + messages + "}");
        body("POST /v1/memories/", "{\"user_id\":\"$USER\",\"infer\":false," + messages + "}");
        body("POST /memories", "{\"user_id\":\"$USER\",\"infer\":false," + messages + "}");
        body(
                "POST /v3/memories/search/",
                "{\"query\":\"$TEXT\",\"filters\":{\"OR\":[{\"user_id\":\"$USER\"},{\"user_id\":\"*\"}]}}");
        body("POST /v2/memories/search/", "{\"query\":\"$TEXT\",\"filters\":{\"AND\":[{\"user_id\":\"$USER\"}]}}");
        body("POST /v1/memories/search/", "{\"query\":\"$TEXT\",\"user_id\":\"$USER\"}");
        body("POST /search", "{\"query\":\"$TEXT\",\"filters\":{\"user_id\":\"$USER\"}}");
        body("POST /v3/memories/", "{\"filters\":{\"NOT\":[{\"user_id\":\"$USER\"}]}}");
        body("POST /v2/memories/", "{\"filters\":{\"AND\":[{\"user_id\":{\"in\":[\"$USER\",\"*\"]}}]}}");
        body("PUT /v1/memories/{id}/", "{\"text\":\"$TEXT\"}");
        body("PUT /v1/batch/", "{\"memories\":[{\"memory_id\":\"$ID\",\"text\":\"$TEXT\"}]}");
        body("DELETE /v1/batch/", "{\"memories\":[{\"memory_id\":\"$ID\"}]}");
        body("POST /v1/feedback/", "{\"memory_id\":\"$ID\",\"feedback\":\"POSITIVE\"}");
        body("POST /v1/exports/", "{\"schema\":{},\"filters\":{\"user_id\":\"$USER\"}}");
    }

    private FuzzTargets() {}

    /** Every mapped method and path, except those below one of the prefixes. */
    static List<Target> of(RunningServer server, String... without) {
        List<Target> targets = new ArrayList<>(MORE);
        for (RequestMappingInfo info : server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String path : info.getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    targets.add(new Target(method.name(), path, BODIES.getOrDefault(method + " " + path, "")));
                }
            }
        }
        targets.removeIf(target -> List.of(without).stream().anyMatch(target.path()::startsWith));
        // In the same order for the same seed.
        targets.sort(java.util.Comparator.comparing(Target::toString));
        return targets;
    }

    private static void body(String target, String json) {
        BODIES.put(target, json);
    }
}
