// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerTest {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void a_turn_is_found_by_its_user_and_by_nobody_else() {
        ServerClient client = SERVER.newTenant();
        Answer added = client.post("/api/v1/turns", turn("zoe", "My sister Ana moved to Lisbon in May."));
        assertThat(added.status()).isEqualTo(201);
        String id = added.json().path("turns").path(0).path("id").asString();
        assertThat(found(client, "zoe")).contains("Lisbon");
        assertThat(found(client, "tom")).doesNotContain("Lisbon");
        assertThat(found(SERVER.newTenant(), "zoe")).doesNotContain("Lisbon");
        assertThat(client.get("/api/v1/turns/" + id + "?userId=zoe").status()).isEqualTo(200);
        assertThat(client.get("/api/v1/turns/" + id + "?userId=tom").status()).isEqualTo(404);
    }

    @Test
    void facts_are_extracted_by_the_language_model() {
        ServerClient client = SERVER.newTenant();
        SERVER.model().extracts("I settled in Faro", "The user settled in Faro.");
        Answer added = client.post(
                "/api/v1/turns",
                Map.of(
                        "userId",
                        "zoe",
                        "turns",
                        List.of(Map.of("role", "USER", "text", "I settled in Faro.")),
                        "awaitSeconds",
                        20));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("learned").toString()).contains("Faro");
    }

    @Test
    void every_request_needs_a_key_that_permits_it() {
        assertThat(SERVER.anonymous().get("/api/v1/status").status()).isEqualTo(401);
        assertThat(SERVER.anonymous().get("/actuator/health").status()).isEqualTo(200);
        ServerClient reader = SERVER.client(new Tenant("readers"), Scope.user("zoe"), true, false);
        assertThat(reader.post("/api/v1/turns", turn("zoe", "Hello.")).status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/turns").status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/turns?userId=tom").status()).isEqualTo(403);
        assertThat(reader.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(SERVER.admin().get("/actuator/prometheus").status()).isEqualTo(200);
    }

    private static Map<String, Object> turn(String user, String text) {
        return Map.of("userId", user, "turns", List.of(Map.of("role", "USER", "text", text)));
    }

    private static String found(ServerClient client, String user) {
        Answer answer = client.post("/api/v1/search", Map.of("userId", user, "query", "Where does my sister live?"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text();
    }
}
