// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The paths that no npm package uses, and the shapes of errors. */
class Mem0ProtocolTest {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void the_self_hosted_paths_add_search_list_update_and_delete() {
        ServerClient client = SERVER.newTenant();
        SERVER.model().extracts("I keep three bees", "The user keeps three bees.");
        Answer added = client.post(
                "/memories",
                Map.of("messages", List.of(Map.of("role", "user", "content", "I keep three bees.")), "user_id", "u"));
        assertThat(added.text()).contains("The user keeps three bees.", "\"event\":\"ADD\"");
        String id = added.json().path("results").path(0).path("id").asString();
        Answer stored = client.post("/memories", Map.of("messages", "Ana is a nurse.", "user_id", "u", "infer", false));
        assertThat(stored.json().path("results").path(0).path("role").asString())
                .isEqualTo("user");

        Answer found = client.post("/search", Map.of("query", "bees", "user_id", "u", "explain", true));
        assertThat(found.json().path("results").path(0).path("id").asString()).isEqualTo(id);
        assertThat(found.json().path("results").path(0).path("score_details").isEmpty())
                .isFalse();
        assertThat(client.get("/memories?user_id=u").json().path("results").size())
                .isEqualTo(2);
        assertThat(client.get("/memories").status()).isEqualTo(403);
        assertThat(client.get("/memories").detail()).isEqualTo("Admin role required to list all memories.");
        JsonNode item = client.get("/memories/" + id).json();
        assertThat(item.path("hash").asString()).isEqualTo("2e8d0d39c4c1d99195a8039fcce1873e");
        assertThat(client.get("/memories/01a22a87-d96e-72d1-948b-a44f9455fa80").text())
                .isEqualTo("null");
        assertThat(client.send("PUT", "/memories/" + id, Map.of("text", "The user keeps four bees."))
                        .text())
                .contains("Memory updated successfully!");
        JsonNode history = client.get("/memories/" + id + "/history").json();
        assertThat(history.path(history.size() - 1).path("new_memory").asString())
                .contains("four");
        assertThat(client.get("/entities").json().path(0).path("type").asString())
                .isEqualTo("user");
        assertThat(client.delete("/memories/" + id).text()).contains("Memory deleted successfully");
        assertThat(client.delete("/memories?user_id=u").status()).isEqualTo(403);
    }

    @Test
    void an_admin_resets_deletes_and_manages_keys_of_its_tenant_alone() {
        ServerClient admin = SERVER.client(new Tenant("mem0-admin"), null, false, true);
        ServerClient other = SERVER.newTenant();
        for (ServerClient client : List.of(admin, other)) {
            client.post("/memories", Map.of("messages", "A note.", "user_id", "u", "infer", false));
            client.post("/memories", Map.of("messages", "A note.", "agent_id", "a", "infer", false));
        }
        assertThat(admin.get("/memories").json().path("results").size()).isEqualTo(2);
        JsonNode created = admin.post("/api-keys", Map.of("label", "app")).json();
        assertThat(created.path("key").asString()).startsWith("mk_");
        assertThat(admin.get("/api-keys").json().size()).isEqualTo(2);
        assertThat(admin.delete("/api-keys/" + created.path("id").asString()).status())
                .isEqualTo(200);
        assertThat(admin.delete("/entities/agent/a").status()).isEqualTo(200);
        assertThat(admin.delete("/entities/agent/a").status()).isEqualTo(200);
        assertThat(admin.post("/reset", "{}").text()).contains("All memories reset");
        assertThat(admin.get("/memories").json().path("results").size()).isZero();
        assertThat(other.get("/memories?user_id=u").json().path("results").size())
                .isEqualTo(1);
        assertThat(admin.get("/configure").text()).contains("MiniLM").doesNotContain("key");
    }

    @Test
    void older_paths_of_the_platform_answer_as_they_did() {
        ServerClient client = SERVER.newTenant();
        Map<String, Object> add = Map.of("messages", "Zoe likes tea.", "user_id", "zoe", "infer", false);
        assertThat(client.post("/v1/memories/", add).json().isArray()).isTrue();
        Map<String, Object> newer = new HashMap<>(add);
        newer.putAll(Map.of("output_format", "v1.1", "version", "v2", "async_mode", true, "org_id", "o"));
        assertThat(client.post("/v1/memories/", newer).json().path("relations").isArray())
                .isTrue();
        Map<String, Object> search = Map.of("query", "tea", "user_id", "zoe");
        assertThat(client.post("/v1/memories/search/", search).json().size()).isEqualTo(2);
        assertThat(client.post("/v2/memories/search/", Map.of("query", "tea", "filters", Map.of("user_id", "zoe")))
                        .json()
                        .size())
                .isEqualTo(2);
        assertThat(client.post("/v2/memories/", Map.of("filters", Map.of("user_id", "zoe")))
                        .json()
                        .size())
                .isEqualTo(2);
        assertThat(client.get("/v1/memories/?user_id=zoe").json().size()).isEqualTo(2);
        assertThat(client.get("/v1/memories/?user_id=zoe&page=1&page_size=1")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void without_a_language_model_extraction_is_refused_and_stores_nothing() {
        try (RunningServer server = RunningServer.start(false)) {
            ServerClient client = server.anonymous();
            Map<String, Object> add = Map.of("messages", "I like pears.", "user_id", "u");
            Answer platform = client.post("/v3/memories/add/", add);
            assertThat(platform.status()).isEqualTo(503);
            assertThat(platform.detail()).contains("no language model", "infer=false");
            Answer selfHosted = client.post("/memories", add);
            assertThat(selfHosted.status()).isEqualTo(503);
            assertThat(selfHosted.json().path("code").asString()).isEqualTo("provider_unavailable");
            assertThat(selfHosted.json().path("request_id").asString()).isEqualTo(selfHosted.header("X-Request-ID"));
            Map<String, Object> export = Map.of("schema", Map.of("type", "object"), "filters", Map.of("user_id", "u"));
            assertThat(client.post("/v1/exports/", export).status()).isEqualTo(503);
            assertThat(client.get("/v1/entities/").json().path("count").asInt()).isZero();
            Answer verbatim = client.post(
                    "/v3/memories/add/", Map.of("messages", "I like pears.", "user_id", "u", "infer", false));
            assertThat(verbatim.status()).isEqualTo(200);
        }
    }

    @Test
    void what_memoir_does_not_have_is_an_error_that_says_so() {
        ServerClient client = SERVER.newTenant();
        for (String field : List.of(
                "agent_custom_instructions",
                "custom_categories",
                "structured_data_schema",
                "immutable",
                "includes",
                "excludes",
                "memory_type")) {
            Answer answer = client.post(
                    "/v3/memories/add/", Map.of("messages", "x", "user_id", "u", "infer", false, field, true));
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.detail()).contains("'" + field + "'");
        }
        Map<String, Object> expires = Map.of("messages", "x", "user_id", "u", "expiration_date", "2999-01-01");
        assertThat(client.post("/v3/memories/add/", expires).detail()).contains("'expiration_date'");
        assertThat(client.post("/v3/memories/add/", Map.of("messages", "x", "user_id", "u", "infr", true))
                        .detail())
                .contains("'infr' is not known");
        for (String path : List.of(
                "/api/v1/webhooks/projects/p/",
                "/api/v1/orgs/organizations/memoir/projects/p/members/?email=a%40example.com",
                "/v1/summary/",
                "/api/v1/auth/email_code/",
                "/configure",
                "/auth/login",
                "/generate-instructions")) {
            Answer answer = client.post(path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(501);
            assertThat(answer.detail()).isNotBlank();
        }
        assertThat(client.get("/v1/nothing/").status()).isEqualTo(404);
        assertThat(client.get("/v1/nothing/").detail()).isNotBlank();
        assertThat(SERVER.anonymous().get("/v1/ping/").status()).isEqualTo(401);
        assertThat(SERVER.anonymous().get("/v1/ping/").detail()).contains("API key");
        assertThat(client.get("/v1/ping/").header("X-Request-ID")).isNotBlank();
    }

    @Test
    void a_client_can_delete_all_that_it_has_listed_one_after_the_other() {
        ServerClient client = SERVER.newTenant();
        for (Map<String, String> owner :
                List.of(Map.of("user_id", "zoe", "agent_id", "a1"), Map.of("agent_id", "b1"), Map.of("run_id", "r7"))) {
            Map<String, Object> add = new HashMap<>(owner);
            add.put("messages", "A note.");
            add.put("infer", false);
            client.post("/v3/memories/add/", add);
        }
        JsonNode listed = client.get("/v1/entities/").json().path("results");
        assertThat(listed.size()).isEqualTo(4);
        for (JsonNode entity : listed) {
            String path = "/v2/entities/" + entity.path("type").asString() + "/"
                    + entity.path("name").asString() + "/";
            assertThat(client.delete(path).status()).as(path).isEqualTo(200);
        }
        assertThat(client.get("/v1/entities/").json().path("count").asInt()).isZero();
    }

    @Test
    void a_deletion_with_a_restriction_that_is_not_known_deletes_nothing() {
        ServerClient client = SERVER.client(new Tenant("mem0-restricted"), null, false, true);
        client.post("/memories", Map.of("messages", "A note.", "user_id", "eve", "run_id", "r1", "infer", false));
        for (String query : List.of(
                "/v1/memories/?user_id=eve&session_id=r9",
                "/v1/memories/?user_id=eve&runId=r9",
                "/v1/memories/?user_id=eve&filters=%7B%27run_id%27%3A+%27r9%27%7D",
                "/memories?user_id=eve&app_id=r9")) {
            assertThat(client.delete(query).status()).as(query).isEqualTo(400);
        }
        assertThat(client.delete("/v1/memories/?user_id=eve&runId=r9").detail())
                .isEqualTo("The parameter 'runId' is not known.");
        assertThat(client.get("/memories?user_id=eve&source=CLI&org_id=o")
                        .json()
                        .path("results")
                        .size())
                .isOne();
        assertThat(client.delete("/v1/memories/?user_id=eve&org_id=o&project_id=p&source=CLI")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fields_that_every_client_sends_are_accepted_everywhere() {
        ServerClient client = SERVER.newTenant();
        Map<String, Object> usual = Map.of(
                "source", "PYTHON",
                "org_id", "memoir",
                "project_id", "p",
                "api_version", "v1",
                "output_format", "v1.1",
                "async_mode", true);
        Map<String, Object> add = new HashMap<>(usual);
        add.putAll(Map.of("messages", "A note.", "user_id", "u", "infer", false));
        String id = stored(client, add);
        Map<String, Object> search = new HashMap<>(usual);
        search.putAll(Map.of("query", "note", "filters", Map.of("user_id", "u")));
        assertThat(client.post("/v3/memories/search/", search).status()).isEqualTo(200);
        Map<String, Object> list = new HashMap<>(usual);
        list.put("filters", Map.of("user_id", "u"));
        assertThat(client.post("/v3/memories/", list).status()).isEqualTo(200);
        Map<String, Object> update = new HashMap<>(usual);
        update.put("text", "Another note.");
        assertThat(client.send("PUT", "/v1/memories/" + id + "/", update).status())
                .isEqualTo(200);
        Map<String, Object> settings = new HashMap<>(usual);
        settings.put("custom_instructions", "Remember places.");
        String project = client.get("/v1/ping/").json().path("project_id").asString();
        Answer changed = client.send("PATCH", "/api/v1/orgs/organizations/memoir/projects/" + project + "/", settings);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    @Test
    void errors_name_what_is_wrong_not_what_follows_from_it() {
        ServerClient client = SERVER.newTenant();
        String id = stored(client, Map.of("messages", "Old.", "user_id", "u", "infer", false));
        assertThat(client.send("PUT", "/v1/memories/" + id + "/", Map.of("nonsense", 1))
                        .detail())
                .contains("'nonsense' is not known");
        Map<String, Object> around = Map.of("user_id", "u", "created_at", Map.of("around", "x"));
        assertThat(client.post("/v3/memories/", Map.of("filters", around)).detail())
                .contains("does not support the operator around");
        Map<String, Object> nested = Map.of("AND", List.of(Map.of("user_id", "u"), Map.of("run_id", "r")));
        assertThat(client.post("/v3/memories/add/", Map.of("messages", "x", "infer", false, "filters", nested))
                        .detail())
                .contains("'filters' must be flat");
    }

    @Test
    void an_export_takes_its_schema_as_text_and_ids_beside_the_filters() {
        ServerClient client = SERVER.newTenant();
        client.post("/v3/memories/add/", Map.of("messages", "Tom has a spaniel.", "user_id", "tom", "infer", false));
        SERVER.model().replies("Tom has a spaniel", "{\"dog\":true}");
        Map<String, Object> order = Map.of("schema", "{\"dog\":\"boolean\"}", "user_id", "tom");
        Answer ordered = client.post("/v1/exports/", order);
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        assertThat(client.post("/v1/exports/get/", Map.of("user_id", "tom")).text())
                .contains("\"dog\":true");
        assertThat(client.post("/v1/exports/", Map.of("schema", "{", "user_id", "tom"))
                        .detail())
                .contains("'schema' must be a JSON object");
    }

    @Test
    void a_batch_changes_nothing_unless_all_of_it_is_valid() {
        ServerClient client = SERVER.newTenant();
        String id = stored(client, Map.of("messages", "Old.", "user_id", "u", "infer", false));
        String missing = "01a22a87-d96e-72d1-948b-a44f9455fa80";
        List<Map<String, Object>> second = List.of(
                Map.of("memory_id", missing, "text", "x"), Map.of("memory_id", id, "text", " "), Map.of("text", "x"));
        for (Map<String, Object> bad : second) {
            Map<String, Object> body = Map.of("memories", List.of(Map.of("memory_id", id, "text", "New."), bad));
            assertThat(client.send("PUT", "/v1/batch/", body).status()).isBetween(400, 404);
            assertThat(client.get("/v1/memories/" + id + "/")
                            .json()
                            .path("memory")
                            .asString())
                    .isEqualTo("Old.");
        }
    }

    /** Returns the id of the memory that an add has stored. */
    private static String stored(ServerClient client, Map<String, Object> add) {
        return client.post("/v3/memories/add/", add)
                .json()
                .path("results")
                .path(0)
                .path("id")
                .asString();
    }
}
