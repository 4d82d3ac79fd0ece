// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.samples.server.ServerClient.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OperationTest {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void health_is_open_and_says_nothing_else() {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            Answer answer = SERVER.anonymous().get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("status").asString()).isEqualTo("UP");
            assertThat(answer.text()).doesNotContain("details", "components", "jdbc");
        }
    }

    @Test
    void metrics_count_requests_searches_and_writes_without_content_users_or_tenants() {
        ServerClient client = SERVER.newTenant();
        client.post(
                "/api/v1/turns",
                Map.of("userId", "metricuser", "turns", List.of(Map.of("role", "USER", "text", "A metricsecret."))));
        client.post("/api/v1/search", Map.of("userId", "metricuser", "query", "Which metricsecret?"));
        client.get("/api/v1/turns/metricid?userId=metricuser");
        String metrics = SERVER.admin().get("/actuator/prometheus").text();
        assertThat(metrics)
                .contains("http_server_requests_seconds", "/api/v1/turns/{id}", "memoir_", "memoir_server_tenants_open")
                .doesNotContain("metricuser", "metricsecret", "metricid", "tenant-");
    }

    @Test
    void a_shutdown_waits_for_the_extraction_that_runs() {
        RunningServer server = RunningServer.start(true);
        server.model().extracts("I moved to Oslo", "The user moved to Oslo.");
        server.model().hold();
        server.anonymous()
                .post(
                        "/api/v1/turns",
                        Map.of("userId", "zoe", "turns", List.of(Map.of("role", "USER", "text", "I moved to Oslo."))));
        server.anonymous().post("/api/v1/conversations/end", Map.of("userId", "zoe", "conversation", "main"));
        await().until(() -> server.model().waiting() > 0);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
        server.model().release();
        stopped.join();
        try (RunningServer again = server.restart()) {
            assertThat(again.anonymous().get("/api/v1/memories?userId=zoe").text())
                    .contains("Oslo");
            assertThat(again.anonymous()
                            .get("/api/v1/admin/status")
                            .json()
                            .path("pendingTurns")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void the_audit_log_says_who_did_what_to_which_id_without_content() {
        ServerClient client = SERVER.newTenant();
        String id = client.post(
                        "/api/v1/memories",
                        Map.of("userId", "zoe", "memories", List.of(Map.of("text", "An auditsecret."))))
                .json()
                .path("memories")
                .path(0)
                .path("id")
                .asString();
        client.send("DELETE", "/api/v1/memories/" + id + "?userId=zoe", null, "X-Request-Id", "audited-1");
        client.post("/api/v1/forget", Map.of("userId", "zoe", "everything", true));
        String tenant = client.get("/api/v1/status").json().path("tenant").asString();
        Answer log = SERVER.admin().get("/api/v1/admin/audit?tenant=" + tenant);
        assertThat(log.json().path("items"))
                .extracting(entry -> entry.path("action").asString() + " "
                        + entry.path("target").asString())
                .containsExactly("FORGET_SCOPE user=zoe", "DELETE " + id, "STORE_MEMORIES " + id);
        assertThat(log.json().path("items").path(1).path("requestId").asString())
                .isEqualTo("audited-1");
        assertThat(log.text()).doesNotContain("auditsecret");
    }
}
