// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Random filters, compared with a naive evaluation of them on everything that there is. */
class Mem0FilterTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ServerClient CLIENT = RunningServer.shared().newTenant();

    private static final List<String> USERS = List.of("zoe", "tom", "kim");
    private static final List<String> AGENTS = List.of("bot", "cat");
    private static final List<String> RUNS = List.of("r1", "r2");
    private static final List<String> TOPICS = List.of("food", "work", "foodie");
    private static final List<String> DAYS = List.of("2023-03-01", "2024-03-01", "2025-03-01");
    private static final Map<String, Object> ANY =
            Map.of("OR", List.of(Map.of("user_id", "*"), Map.of("agent_id", "*"), Map.of("run_id", "*")));

    private static final List<JsonNode> MEMORIES = new ArrayList<>();

    @BeforeAll
    static void store() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            Map<String, Object> body = new LinkedHashMap<>();
            put(body, "user_id", maybe(random, USERS));
            put(body, "agent_id", maybe(random, AGENTS));
            put(body, "run_id", maybe(random, RUNS));
            if (body.isEmpty()) {
                body.put("user_id", "zoe");
            }
            put(body, "app_id", maybe(random, List.of("app")));
            Map<String, Object> metadata = new LinkedHashMap<>();
            put(metadata, "topic", maybe(random, TOPICS));
            put(metadata, "n", random.nextBoolean() ? random.nextInt(4) : null);
            body.put("metadata", metadata);
            body.put("timestamp", one(random, DAYS) + "T12:00:00Z");
            body.put("infer", false);
            body.put("messages", "Note " + i + (random.nextBoolean() ? " about Tea" : " about coffee"));
            assertThat(CLIENT.post("/v3/memories/add/", body).status()).isEqualTo(200);
        }
        list(ANY).json().path("results").forEach(MEMORIES::add);
        assertThat(MEMORIES).hasSize(60);
    }

    @Test
    void a_listing_and_a_search_find_exactly_what_fulfils_a_random_filter() {
        Random random = new Random(2);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            // Each alternative must name an id: one is required in addition to whatever the rest says.
            Map<String, Object> filter = Map.of("AND", List.of(id(random), random(random, 3)));
            Set<String> expected = MEMORIES.stream()
                    .filter(memory -> holds(memory, JSON.valueToTree(filter)))
                    .map(memory -> memory.path("id").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
            Answer listed = list(filter);
            String shown = JSON.writeValueAsString(filter);
            assertThat(listed.status()).as(shown + listed.text()).isEqualTo(200);
            assertThat(ids(listed)).as(shown).isEqualTo(expected);
            assertThat(listed.json().path("count").asInt()).as(shown).isEqualTo(expected.size());
            Answer searched = CLIENT.post(
                    "/v3/memories/search/",
                    Map.of("query", "tea or coffee", "filters", filter, "top_k", 100, "threshold", 0));
            assertThat(ids(searched)).as(shown).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).as("filters that admit something").isGreaterThan(1_000);
    }

    @Test
    void what_a_filter_cannot_express_is_an_error_that_names_it() {
        rejected(Map.of("usr_id", "zoe"), "filters.usr_id");
        rejected(Map.of("app_id", "app"), "app_id");
        rejected(Map.of("NOT", List.of(Map.of("user_id", "zoe"))), "every alternative");
        rejected(Map.of("OR", List.of(Map.of("user_id", "zoe"), Map.of("metadata", Map.of("a", 1)))), "every");
        rejected(Map.of("user_id", Map.of("gte", "a")), "filters.user_id does not support the operator gte");
        rejected(Map.of("user_id", List.of()), "");
        rejected(Map.of("user_id", "zoe", "created_at", Map.of("gte", "soon")), "created_at");
        rejected(Map.of("user_id", "zoe", "created_at", "x".repeat(50)), "created_at");
        rejected(Map.of("user_id", Map.of()), "no operator");
        rejected(Map.of("OR", "zoe"), "filters.OR must be a list");
        Map<String, Object> deep = Map.of("user_id", "zoe");
        for (int i = 0; i < 20; i++) {
            deep = Map.of("AND", List.of(deep));
        }
        rejected(deep, "levels deep");
        Map<String, Object> two = Map.of("OR", List.of(Map.of("user_id", "a"), Map.of("user_id", "b")));
        rejected(Map.of("AND", List.of(two, two, two, two, two, two, two)), "alternatives");
    }

    private static void rejected(Map<String, Object> filter, String detail) {
        Answer answer = list(filter);
        if (detail.isEmpty()) {
            assertThat(ids(answer)).isEmpty();
            return;
        }
        assertThat(answer.status()).as(filter.toString()).isEqualTo(400);
        assertThat(answer.detail()).contains(detail);
        assertThat(answer.json().path("error").asString()).isEqualTo(answer.detail());
    }

    private static Map<String, Object> id(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Map.of("user_id", one(random, USERS));
            case 1 -> Map.of("agentId", one(random, AGENTS));
            case 2 -> Map.of("run_id", Map.of("in", RUNS));
            case 3 -> Map.of("user_id", "*");
            case 4 -> Map.of("OR", List.of(Map.of("userId", one(random, USERS)), Map.of("run_id", "*")));
            default -> ANY;
        };
    }

    private static Map<String, Object> random(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaf(random);
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            parts.add(random(random, depth - 1));
        }
        return Map.of(one(random, List.of("AND", "OR", "NOT")), parts);
    }

    private static Map<String, Object> leaf(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Map.of("user_id", Map.of("ne", one(random, USERS)));
            case 1 -> Map.of("agent_id", "*");
            case 2 -> Map.of("run_id", one(random, RUNS));
            case 3 -> Map.of("app_id", one(random, List.of("app", "*", "other")));
            case 4 -> Map.of("created_at", Map.of(one(random, List.of("gt", "gte", "lt", "lte")), one(random, DAYS)));
            case 5 -> Map.of("metadata", Map.of("n", Map.of(one(random, List.of("gt", "gte", "lt", "lte")), 2)));
            case 6 -> Map.of("metadata", Map.of("topic", Map.of("contains", "food")));
            case 7 ->
                Map.of("metadata", Map.of("topic", Map.of(one(random, List.of("eq", "ne")), one(random, TOPICS))));
            case 8 -> Map.of("keywords", Map.of(one(random, List.of("contains", "icontains")), "tea"));
            default -> Map.of("user_id", Map.of("in", List.of(one(random, USERS), "nobody")), "agent_id", "bot");
        };
    }

    /** An evaluation that knows nothing of scopes: it compares the fields of the answers. */
    private static boolean holds(JsonNode memory, JsonNode filter) {
        for (Map.Entry<String, JsonNode> entry : filter.properties()) {
            JsonNode value = entry.getValue();
            boolean holds =
                    switch (entry.getKey()) {
                        case "AND" -> value.valueStream().allMatch(part -> holds(memory, part));
                        case "OR" -> value.valueStream().anyMatch(part -> holds(memory, part));
                        case "NOT" -> value.valueStream().noneMatch(part -> holds(memory, part));
                        case "metadata" ->
                            value.properties().stream()
                                    .allMatch(one ->
                                            compares(memory.path("metadata").path(one.getKey()), one.getValue()));
                        case "created_at" ->
                            value.properties().stream()
                                    .allMatch(one -> day(
                                            memory, one.getKey(), one.getValue().asString()));
                        case "keywords" ->
                            value.properties().stream()
                                    .allMatch(one -> memory.path("memory")
                                            .asString()
                                            .contains(
                                                    one.getKey().equals("icontains")
                                                            ? "Tea"
                                                            : one.getValue().asString()));
                        case "userId" -> compares(memory.path("user_id"), value);
                        case "agentId" -> compares(memory.path("agent_id"), value);
                        default -> compares(memory.path(entry.getKey()), value);
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean day(JsonNode memory, String operator, String day) {
        int order = memory.path("created_at").asString().substring(0, 10).compareTo(day);
        return switch (operator) {
            case "gt" -> order > 0;
            case "gte" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private static boolean compares(JsonNode actual, JsonNode condition) {
        boolean present = !actual.isMissingNode() && !actual.isNull();
        if (!condition.isObject()) {
            return present && (condition.asString().equals("*") || actual.equals(condition));
        }
        return condition.properties().stream().allMatch(one -> switch (one.getKey()) {
            case "eq" -> present && actual.equals(one.getValue());
            case "ne" -> !present || !actual.equals(one.getValue());
            case "in" -> present && one.getValue().valueStream().anyMatch(actual::equals);
            case "contains" ->
                present && actual.asString().contains(one.getValue().asString());
            case "gt" -> present && actual.asInt() > one.getValue().asInt();
            case "gte" -> present && actual.asInt() >= one.getValue().asInt();
            case "lt" -> present && actual.asInt() < one.getValue().asInt();
            default -> present && actual.asInt() <= one.getValue().asInt();
        });
    }

    private static Answer list(Map<String, Object> filters) {
        return CLIENT.post("/v3/memories/?page=1&page_size=200", Map.of("filters", filters));
    }

    private static Set<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("results")
                .valueStream()
                .map(memory -> memory.path("id").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static @Nullable String maybe(Random random, List<String> values) {
        return random.nextBoolean() ? one(random, values) : null;
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
