// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.memoir.samples.server.ServerClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The served OpenAPI description against the implementation: paths, parameters, statuses and bodies. */
class OpenApiTest {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final ServerClient ADMIN = SERVER.admin();
    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode api;
    private static final Map<String, Operation> OPERATIONS = new TreeMap<>();
    private static final Map<JsonNode, Schema> COMPILED = new HashMap<>();
    private static final Map<String, Sample> SAMPLES = new LinkedHashMap<>();

    private record Operation(String method, String path, JsonNode description) {}

    /** A request that an operation answers successfully. */
    private record Sample(
            int status, String query, @Nullable Object body, List<String> pathIds) {}

    @BeforeAll
    static void read() {
        Answer answer = SERVER.anonymous().get("/api/v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        api = answer.json();
        api.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> OPERATIONS.put(
                        operation.path("operationId").asString(),
                        new Operation(method.toUpperCase(Locale.ROOT), path, operation))));
        prepare();
    }

    /** Creates what the sample requests refer to, with a user for each that changes something. */
    private static void prepare() {
        String memory = store("ann", "Ann likes soup.");
        String turn = added("ann", "Ann met Paula in Paris.");
        sample("status", 200, "", null);
        sample("addTurns", 201, "", turns("bob", "Bob was here."));
        sample("listTurns", 200, "?userId=ann", null);
        sample("getTurn", 200, "?userId=ann", null, turn);
        sample("turnHistory", 200, "?userId=ann", null, turn);
        sample(
                "storeMemories",
                201,
                "",
                Map.of("userId", "bob", "memories", List.of(Map.of("text", "Bob likes tea."))));
        sample(
                "listMemories",
                200,
                "?userId=ann&filter=" + ServerClient.encoded("{\"not\":{\"key\":\"a\",\"op\":\"EXISTS\"}}"),
                null);
        sample("getMemory", 200, "?userId=ann", null, memory);
        sample(
                "updateMemory",
                200,
                "?userId=bob",
                Map.of("text", "Bob likes coffee."),
                store("bob", "Bob likes cocoa."));
        sample("deleteMemory", 204, "?userId=bob", null, store("bob", "Bob likes milk."));
        sample("memoryHistory", 200, "?userId=ann", null, memory);
        sample("memorySources", 200, "?userId=ann", null, memory);
        sample("undo", 200, "?userId=bob", null, step(store("bob", "Bob likes juice.")));
        sample("rejections", 200, "?userId=ann", null);
        sample("search", 200, "", Map.of("userId", "ann", "query", "What does Ann like?", "explain", true));
        sample("suppress", 200, "", Map.of("userId", "bob", "ids", List.of(store("bob", "Bob likes water."))));
        sample("unsuppress", 200, "", Map.of("userId", "bob", "ids", List.of(memory)));
        sample("forget", 200, "", Map.of("userId", "bob", "id", store("bob", "Bob likes wine.")));
        sample("previewForget", 200, "", Map.of("userId", "ann"));
        sample("profile", 200, "?userId=ann", null);
        sample("summary", 404, "?userId=ann&conversation=main", null);
        sample("stats", 200, "?userId=ann", null);
        sample("endConversation", 204, "", Map.of("userId", "bob", "conversation", "main"));
        sample(
                "addProcedure",
                201,
                "",
                Map.of(
                        "agentId",
                        "cook",
                        "turns",
                        List.of(
                                Map.of("role", "USER", "text", "Make soup."),
                                Map.of("role", "ASSISTANT", "text", "Done."))));
        sample("listEntities", 200, "?userId=ann", null);
        sample("findEntities", 200, "?userId=ann&name=Paula", null);
        sample("mentions", 200, "?userId=ann&name=Paula", null);
        sample("entityHistory", 200, "?userId=cat&name=Carl", null);
        added("cat", "Carl came.", "Carl");
        sample("mergeEntities", 200, "", Map.of("userId", "cat", "name", "Carl", "other", "Charly"));
        added("dan", "Dora came.", "Dora");
        post("/api/v1/entities/merge", Map.of("userId", "dan", "name", "Dora", "other", "Dot"));
        sample("splitEntities", 204, "", Map.of("userId", "dan", "other", "Dot"));
        added("eve", "Emil came.", "Emil");
        post("/api/v1/entities/merge", Map.of("userId", "eve", "name", "Emil", "other", "Milo"));
        String merge = ADMIN.get("/api/v1/entities/history?userId=eve&name=Emil")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        sample("undoEntityEvent", 204, "?userId=eve", null, merge);
        sample("listScopes", 200, "?groupBy=USER", null);
        sample("scopeOf", 200, "", null, memory);
        sample("export", 200, "?userId=ann", null);
        sample("import", 200, "", ADMIN.get("/api/v1/export?userId=ann").text());
        sample("memoryStatus", 200, "", null);
        sample("spending", 200, "?from=2026-01-01", null);
        sample("callHistory", 200, "?hours=1", null);
        sample("parked", 200, "", null);
        sample("replay", 200, "", null);
        sample("audit", 200, "?limit=2", null);
        sample("listKeys", 200, "", null);
        sample("createKey", 201, "", Map.of("label", "a sample", "tenant", "sample", "userId", "ann"));
        sample(
                "revokeKey",
                204,
                "",
                null,
                post("/api/v1/admin/keys", Map.of("label", "revoked"))
                        .path("key")
                        .path("id")
                        .asString());
        sample("listTenants", 200, "", null);
    }

    @Test
    void every_path_of_the_implementation_is_documented_and_the_reverse() {
        Set<String> mapped = new TreeSet<>();
        for (RequestMappingInfo info : SERVER.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()) {
            for (String path : info.getPatternValues()) {
                if (path.startsWith("/api/v1/") && !path.contains("openapi") && !isMem0(path)) {
                    for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                        mapped.add(method + " " + path);
                    }
                }
            }
        }
        assertThat(OPERATIONS.values())
                .extracting(o -> o.method() + " " + o.path())
                .containsExactlyInAnyOrderElementsOf(mapped);
    }

    /** The platform of mem0 has some of its own paths below ours. */
    private static boolean isMem0(String path) {
        return path.startsWith("/api/v1/orgs/") || path.startsWith("/api/v1/webhooks/");
    }

    @Test
    void every_operation_has_a_sample_request() {
        assertThat(SAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> every_operation_answers_as_documented() {
        return SAMPLES.entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.getKey(),
                        () -> answersAsDocumented(OPERATIONS.get(sample.getKey()), sample.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> every_operation_refuses_as_documented() {
        return OPERATIONS.entrySet().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> {
                    Operation refused = operation.getValue();
                    Answer answer = SERVER.anonymous().send(refused.method(), path(refused, List.of("x")), null);
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(errors(refused, "4XX", answer)).isEmpty();
                }));
    }

    private static void answersAsDocumented(Operation operation, Sample sample) {
        for (String parameter : sample.query().replaceFirst("\\?", "").split("&", -1)) {
            if (!parameter.isEmpty()) {
                assertThat(operation.description().path("parameters"))
                        .anyMatch(known ->
                                known.path("name").asString().equals(parameter.split("=", -1)[0]));
            }
        }
        if (sample.body() instanceof Map<?, ?> body) {
            JsonNode schema = operation
                    .description()
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            assertThat(errors(schema, JSON.writeValueAsString(body))).isEmpty();
        }
        Answer answer =
                ADMIN.send(operation.method(), path(operation, sample.pathIds()) + sample.query(), sample.body());
        assertThat(answer.status()).as(answer.text()).isEqualTo(sample.status());
        String documented = sample.status() >= 400 ? "4XX" : String.valueOf(sample.status());
        assertThat(operation.description().path("responses").propertyNames()).contains(documented);
        assertThat(errors(operation, documented, answer)).isEmpty();
    }

    private static List<String> errors(Operation operation, String status, Answer answer) {
        JsonNode content =
                operation.description().path("responses").path(status).path("content");
        if (content.isEmpty()) {
            return answer.text().isEmpty() ? List.of() : List.of("a body is not documented: " + answer.text());
        }
        String type = String.valueOf(answer.header("Content-Type")).split(";", -1)[0];
        if (!content.has(type)) {
            return List.of(type + " is not documented");
        }
        JsonNode schema = content.path(type).path("schema");
        return schema.path("type").asString("").equals("string") ? List.of() : errors(schema, answer.text());
    }

    /** Validates against the schema; fields that it does not describe are errors. */
    private static List<String> errors(JsonNode schema, String json) {
        return COMPILED.computeIfAbsent(schema, OpenApiTest::compiled).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static Schema compiled(JsonNode schema) {
        ObjectNode root = JSON.createObjectNode();
        JsonNode components = api.path("components").deepCopy();
        components.path("schemas").forEach(component -> {
            if (component instanceof ObjectNode object && object.has("properties")) {
                object.put("additionalProperties", false);
            }
        });
        root.set("components", components);
        schema.forEachEntry(root::set);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.writeValueAsString(root), InputFormat.JSON);
    }

    private static String path(Operation operation, List<String> ids) {
        String path = operation.path();
        for (String id : ids) {
            path = path.replaceFirst("\\{[a-z]+}", id);
        }
        return path;
    }

    private static void sample(String operation, int status, String query, @Nullable Object body, String... pathIds) {
        SAMPLES.put(operation, new Sample(status, query, body, List.of(pathIds)));
    }

    private static JsonNode post(String path, Object body) {
        Answer answer = ADMIN.post(path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }

    private static Map<String, Object> turns(String user, String text) {
        return Map.of("userId", user, "turns", List.of(Map.of("role", "USER", "text", text)));
    }

    private static String added(String user, String text) {
        return post("/api/v1/turns", turns(user, text))
                .path("turns")
                .path(0)
                .path("id")
                .asString();
    }

    private static void added(String user, String text, String speaker) {
        List<Object> turns = new ArrayList<>();
        turns.add(Map.of("role", "USER", "text", text, "speaker", speaker));
        post("/api/v1/turns", Map.of("userId", user, "turns", turns));
    }

    private static String store(String user, String text) {
        return post("/api/v1/memories", Map.of("userId", user, "memories", List.of(Map.of("text", text))))
                .path("memories")
                .path(0)
                .path("id")
                .asString();
    }

    private static String step(String memory) {
        return ADMIN.get("/api/v1/memories/" + memory + "/history?userId=bob")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }
}
