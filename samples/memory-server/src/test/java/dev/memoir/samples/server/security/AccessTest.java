// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Tenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who may call a server of its own: first without any key, then with keys. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessTest {

    private static final String ORIGIN = "https://app.example";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(
                false,
                "--memoir.server.rate=0.001",
                "--memoir.server.burst=40",
                "--memoir.server.max-body=100KB",
                "--memoir.server.cors-origins=" + ORIGIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void without_keys_everybody_on_this_machine_administers_the_default_tenant() {
        Answer status = server.anonymous().get("/api/v1/status");
        assertThat(status.json().path("tenant").asString()).isEqualTo("default");
        assertThat(status.json().path("admin").asBoolean()).isTrue();
        assertThat(status.json().path("keyRequired").asBoolean()).isFalse();
    }

    @Test
    @Order(1)
    void without_keys_a_server_refuses_to_listen_to_other_machines() {
        assertThatThrownBy(() -> RunningServer.start(false, "--memoir.server.host=0.0.0.0")
                        .close())
                .rootCause()
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidInputException.class))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("memoir keys create");
    }

    @Test
    @Order(1)
    void without_keys_a_host_name_that_was_made_to_point_here_is_not_answered() throws IOException {
        assertThat(called("GET", "/api/v1/status", "rebound.example.com")).startsWith("HTTP/1.1 403");
        assertThat(called("GET", "/api/v1/status", "127.0.0.1.example.com")).startsWith("HTTP/1.1 403");
        assertThat(called("GET", "/api/v1/status", "localhost:" + server.port()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    @Order(1)
    void pages_of_other_sites_neither_read_nor_write() {
        ServerClient browser = server.anonymous();
        for (String method : List.of("GET", "POST", "DELETE")) {
            assertThat(browser.send(method, "/api/v1/status", null, "Sec-Fetch-Site", "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(browser.send(method, "/api/v1/status", null, "Origin", "https://evil.example")
                            .status())
                    .isEqualTo(403);
        }
        Answer own =
                browser.send("GET", "/api/v1/status", null, "Origin", server.url(), "Sec-Fetch-Site", "same-origin");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    @Order(1)
    void pages_of_a_configured_origin_may_call() {
        Answer preflight = server.anonymous()
                .send(
                        "OPTIONS",
                        "/api/v1/search",
                        null,
                        "Origin",
                        ORIGIN,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    @Order(1)
    void paths_that_can_be_read_in_two_ways_are_refused() throws IOException {
        for (String path : List.of(
                "//api/v1/status",
                "/api/v1/../v1/status",
                "/api/v1/status;x=1",
                "/dashboard/..%2fapi/v1/status",
                "/dashboard/%2e%2e/api/v1/status",
                "/api/v1/%00")) {
            assertThat(called("GET", path, "127.0.0.1")).as(path).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    @Order(1)
    void bodies_are_limited_also_if_they_do_not_announce_their_size() {
        String large = "{\"userId\":\"zoe\",\"query\":\"" + "x".repeat(200_000) + "\"}";
        assertThat(server.anonymous().post("/api/v1/search", large).status()).isEqualTo(413);
        Answer chunked = server.anonymous()
                .send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/search"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                        .build());
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.detail()).contains("bytes");
    }

    @Test
    @Order(2)
    void once_there_is_a_key_every_request_needs_a_valid_one() {
        ServerClient admin = server.client(Tenant.DEFAULT, null, false, true);
        assertThat(server.anonymous().get("/api/v1/status").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/api/v1/status").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        assertThat(server.anonymous().get("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/nothing").status()).isEqualTo(401);
        for (String scheme : List.of("Bearer ", "Token ", "bearer ")) {
            assertThat(server.anonymous()
                            .send("GET", "/api/v1/status", null, "Authorization", scheme + admin.key())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(server.anonymous()
                        .send("GET", "/api/v1/status", null, "X-API-Key", String.valueOf(admin.key()))
                        .status())
                .isEqualTo(200);
        assertThat(server.anonymous()
                        .send("GET", "/api/v1/status", null, "Authorization", "Bearer mk_wrong")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Order(2)
    void a_revoked_key_stops_working_and_the_server_stays_closed() {
        ServerClient client = server.client(new Tenant("revoked"), null, false, false);
        assertThat(client.get("/api/v1/status").status()).isEqualTo(200);
        ApiKeyRepository keys = server.bean(ApiKeyRepository.class);
        keys.list().forEach(key -> keys.revoke(key.id()));
        assertThat(client.get("/api/v1/status").status()).isEqualTo(401);
        assertThat(server.anonymous().get("/api/v1/status").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void keys_are_limited_in_what_they_may_do() {
        ServerClient reader = server.client(new Tenant("limited"), null, true, false);
        Map<String, Object> turn = Map.of("userId", "zoe", "turns", List.of(Map.of("role", "USER", "text", "Hello.")));
        assertThat(reader.post("/api/v1/turns", turn).status()).isEqualTo(403);
        assertThat(reader.post("/api/v1/search", Map.of("userId", "zoe", "query", "Hello?"))
                        .status())
                .isEqualTo(200);
        assertThat(reader.get("/api/v1/admin/keys").status()).isEqualTo(403);
        assertThat(reader.get("/api/v1/export").status()).isEqualTo(403);
        ServerClient bound = server.client(new Tenant("limited"), Scope.user("zoe"), false, false);
        assertThat(bound.post("/api/v1/turns", Map.of("turns", turn.get("turns")))
                        .status())
                .isEqualTo(201);
        assertThat(bound.get("/api/v1/turns?userId=tom").status()).isEqualTo(403);
        assertThat(bound.get("/api/v1/scopes?groupBy=USER").json().path("items"))
                .hasSize(1);
    }

    @Test
    @Order(4)
    void requests_of_a_key_are_limited_and_other_keys_are_not_affected() {
        ServerClient busy = server.client(new Tenant("busy"), null, false, false);
        Answer last = busy.get("/api/v1/status");
        assertThat(last.header("X-RateLimit-Limit")).isEqualTo("40");
        assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("39");
        for (int i = 0; i < 40; i++) {
            last = busy.get("/api/v1/status");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(String.valueOf(last.header("Retry-After")))).isPositive();
        assertThat(server.client(new Tenant("busy"), null, false, false)
                        .get("/api/v1/status")
                        .status())
                .isEqualTo(200);
    }

    private static String called(String method, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
