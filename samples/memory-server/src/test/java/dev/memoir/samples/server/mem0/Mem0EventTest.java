// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events follow the extraction as it really is. */
class Mem0EventTest {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void an_add_is_pending_until_the_extraction_of_its_turns_is_done() {
        ServerClient client = SERVER.newTenant();
        SERVER.model().extracts("I collect vinyl records", "The user collects vinyl records.");
        Answer added = client.post("/v3/memories/add/", Map.of("messages", "I collect vinyl records.", "user_id", "u"));
        assertThat(added.json().path("status").asString()).isEqualTo("PENDING");
        String id = added.json().path("event_id").asString();
        JsonNode event = finished(client, id);
        assertThat(event.path("status").asString()).isEqualTo("SUCCEEDED");
        assertThat(event.path("results").path(0).path("data").path("memory").asString())
                .isEqualTo("The user collects vinyl records.");
        assertThat(event.path("latency").asLong()).isPositive();
        assertThat(SERVER.newTenant().get("/v1/event/" + id + "/").status()).isEqualTo(404);

        // The event keeps no text: what is forgotten is gone from it.
        client.delete("/v1/memories/?user_id=u");
        assertThat(client.get("/v1/event/" + id + "/").text()).doesNotContain("vinyl");
    }

    @Test
    void an_add_has_failed_when_nothing_can_be_extracted_from_a_turn() {
        try (RunningServer server = RunningServer.start(true)) {
            ServerClient client = server.anonymous();
            server.model().fails(400);
            Answer added = client.post("/v3/memories/add/", Map.of("messages", "I like pears.", "user_id", "u"));
            JsonNode event = finished(client, added.json().path("event_id").asString());
            assertThat(event.path("status").asString()).isEqualTo("FAILED");
            assertThat(event.path("results").isEmpty()).isTrue();
        }
    }

    @Test
    void a_bound_key_sees_the_events_of_its_scope() {
        Tenant tenant = new Tenant("mem0-events");
        ServerClient all = SERVER.client(tenant, null, false, false);
        String event = all.post("/v3/memories/add/", Map.of("messages", "x", "user_id", "tom", "infer", false))
                .json()
                .path("event_id")
                .asString();
        ServerClient zoe = SERVER.client(tenant, Scope.user("zoe"), false, false);
        assertThat(all.get("/v1/event/" + event + "/").status()).isEqualTo(200);
        assertThat(zoe.get("/v1/event/" + event + "/").status()).isEqualTo(404);
        assertThat(all.get("/v1/events/").json().path("count").asInt()).isEqualTo(1);
        assertThat(zoe.get("/v1/events/").json().path("count").asInt()).isZero();
    }

    private static JsonNode finished(ServerClient client, String id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/v1/event/" + id + "/").json(), event -> {
                    String status = event.path("status").asString();
                    return status.equals("SUCCEEDED") || status.equals("FAILED");
                });
    }
}
