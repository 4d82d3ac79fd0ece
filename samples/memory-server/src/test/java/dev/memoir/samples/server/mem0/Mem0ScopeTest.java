// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a key that is bound to a user, or that may only read, can do with mem0's paths. */
class Mem0ScopeTest {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final Tenant TENANT = new Tenant("mem0-scopes");
    private static final ServerClient ALL = SERVER.client(TENANT, null, false, false);
    private static final ServerClient ZOE = SERVER.client(TENANT, Scope.user("zoe"), false, false);
    private static final ServerClient READER = SERVER.client(TENANT, Scope.user("zoe"), true, false);

    private static String toms;

    @BeforeAll
    static void store() {
        add(ALL, Map.of("user_id", "zoe"), "Zoe likes tea.");
        toms = add(ALL, Map.of("user_id", "tom", "agent_id", "bot"), "Tom likes coffee.")
                .json()
                .path("results")
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void a_bound_key_fills_its_scope_in() {
        assertThat(add(ZOE, Map.of(), "Zoe plays chess.").status()).isEqualTo(200);
        Answer found = ZOE.post("/v3/memories/search/", Map.of("query", "What does Tom like?", "threshold", 0));
        assertThat(found.text()).contains("tea").doesNotContain("coffee", "tom");
        assertThat(ZOE.post("/v3/memories/", Map.of()).text()).contains("chess").doesNotContain("coffee");
        assertThat(ZOE.post("/search", Map.of("query", "coffee")).text()).doesNotContain("coffee");
        assertThat(ZOE.get("/memories").text()).contains("chess").doesNotContain("coffee");
    }

    @Test
    void another_id_than_the_keys_is_forbidden_wherever_it_stands() {
        Map<String, Object> tom = Map.of("user_id", "tom");
        for (Map<String, Object> filter : List.<Map<String, Object>>of(
                tom,
                Map.of("userId", "tom"),
                Map.of("OR", List.of(Map.of("user_id", "zoe"), tom)),
                Map.of("AND", List.of(Map.of("user_id", "zoe"), tom)),
                Map.of("user_id", Map.of("in", List.of("zoe", "tom"))),
                Map.of("NOT", List.of(Map.of("NOT", List.of(tom)))))) {
            assertThat(ZOE.post("/v3/memories/", Map.of("filters", filter)).status())
                    .as(filter.toString())
                    .isEqualTo(403);
            assertThat(ZOE.post("/v3/memories/search/", Map.of("query", "coffee", "filters", filter))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(add(ZOE, tom, "x").status()).isEqualTo(403);
        assertThat(ZOE.delete("/v1/memories/?user_id=tom").status()).isEqualTo(403);
        assertThat(ZOE.delete("/v2/entities/user/tom/").status()).isEqualTo(403);
        assertThat(ZOE.get("/v1/memories/?user_id=tom").status()).isEqualTo(403);
        assertThat(ZOE.get("/memories?user_id=tom").status()).isEqualTo(403);
        assertThat(ZOE.get("/v2/entities/user/tom/profile/").status()).isEqualTo(403);
        assertThat(ZOE.send("PATCH", project(), Map.of("custom_instructions", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_wildcard_of_a_bound_key_stands_for_its_own_scope_only() {
        for (Map<String, Object> filter : List.<Map<String, Object>>of(
                Map.of("user_id", "*"),
                Map.of("agent_id", "*"),
                Map.of("NOT", List.of(Map.of("user_id", "tom"))),
                Map.of("OR", List.of(Map.of("user_id", "*"), Map.of("agent_id", "bot"))))) {
            Answer listed = ZOE.post("/v3/memories/", Map.of("filters", filter));
            assertThat(listed.status()).as(filter.toString()).isEqualTo(200);
            assertThat(listed.text()).as(filter.toString()).doesNotContain("coffee", "tom");
        }
        assertThat(ZOE.get("/v1/entities/").text()).contains("zoe").doesNotContain("tom", "bot");
        assertThat(ZOE.get("/v1/events/").text()).doesNotContain("tom");
    }

    @Test
    void the_id_of_another_users_memory_does_not_exist_for_a_bound_key() {
        assertThat(ZOE.get("/v1/memories/" + toms + "/").status()).isEqualTo(404);
        assertThat(ZOE.get("/memories/" + toms).text()).isEqualTo("null");
        assertThat(ZOE.get("/v1/memories/" + toms + "/history/").status()).isEqualTo(404);
        assertThat(ZOE.send("PUT", "/v1/memories/" + toms + "/", Map.of("text", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(ZOE.delete("/v1/memories/" + toms + "/").status()).isEqualTo(404);
        assertThat(ZOE.send("DELETE", "/v1/batch/", Map.of("memories", List.of(Map.of("memory_id", toms))))
                        .status())
                .isEqualTo(404);
        assertThat(ZOE.post("/v1/feedback/", Map.of("memory_id", toms, "feedback", "POSITIVE"))
                        .status())
                .isEqualTo(404);
        ServerClient other = SERVER.newTenant();
        assertThat(other.get("/v1/memories/" + toms + "/").status()).isEqualTo(404);
        assertThat(ALL.get("/v1/memories/" + toms + "/").status()).isEqualTo(200);
    }

    @Test
    void a_key_that_may_only_read_searches_and_lists_and_writes_nothing() {
        assertThat(READER.post("/v3/memories/search/", Map.of("query", "tea")).status())
                .isEqualTo(200);
        assertThat(READER.post("/v3/memories/", Map.of()).status()).isEqualTo(200);
        assertThat(READER.post("/search", Map.of("query", "tea")).status()).isEqualTo(200);
        assertThat(add(READER, Map.of(), "x").status()).isEqualTo(403);
        assertThat(READER.delete("/v1/memories/?user_id=zoe").status()).isEqualTo(403);
        assertThat(READER.post("/memories", Map.of("messages", "x")).status()).isEqualTo(403);
        assertThat(READER.post("/reset", Map.of()).status()).isEqualTo(403);
        assertThat(READER.get("/api-keys").status()).isEqualTo(403);
    }

    private static String project() {
        return "/api/v1/orgs/organizations/memoir/projects/" + TENANT.name() + "/";
    }

    private static Answer add(ServerClient client, Map<String, Object> ids, String text) {
        Map<String, Object> body = new HashMap<>(ids);
        body.put("messages", text);
        body.put("infer", false);
        return client.post("/v3/memories/add/", body);
    }
}
