// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.web.Running.Got;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that other sites in the same browser must not make. */
class SameOriginFilterTest {

    private static final String HELLO = "{\"words\":\"Hello.\"}";

    @TempDir
    private static Path directory;

    private static Running running;

    @BeforeAll
    static void start() {
        running = new Running(directory);
    }

    @AfterAll
    static void stop() {
        assertThat(running.get("stats?user=zoe").json().path("turns").asInt()).isZero();
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_page_of_another_site_neither_reads_nor_writes(String site) {
        assertThat(running.send("POST", "conversations/c?user=zoe", HELLO, "Sec-Fetch-Site", site)
                        .status())
                .isEqualTo(403);
        assertThat(running.send("DELETE", "items?user=zoe", null, "Sec-Fetch-Site", site)
                        .status())
                .isEqualTo(403);
        assertThat(running.send("GET", "turns?user=zoe", null, "Sec-Fetch-Site", site)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://127.0.0.1:1", "null", "http://127.0.0.1"})
    void a_page_of_another_origin_writes_nothing(String origin) {
        Got got = running.send("POST", "conversations/c?user=zoe", HELLO, "Origin", origin);
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.detail()).isEqualTo("Only pages of this server may call its API.");
        assertThat(got.response().headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void its_own_page_may() {
        Got got = running.send(
                "GET",
                "turns?user=zoe",
                null,
                "Origin",
                "http://127.0.0.1:" + running.port,
                "Sec-Fetch-Site",
                "same-origin");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.response().headers().firstValue("cache-control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void what_a_form_can_send_is_not_taken(String type) {
        assertThat(running.send("POST", "conversations/c?user=zoe", HELLO, "Content-Type", type)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void a_message_without_end_is_not_read() {
        Got endless = running.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port + "/api/conversations/c?user=zoe"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(HELLO.getBytes(StandardCharsets.UTF_8))))
                        .build());
        assertThat(endless.status()).isEqualTo(411);
        Got huge = running.say("zoe", "c", "x".repeat(7 * ChatEndpoint.LONGEST));
        assertThat(huge.status()).isEqualTo(413);
    }

    @Test
    void a_name_that_was_made_to_point_here_is_not_answered() throws IOException {
        assertThat(called("rebound.example.com")).startsWith("HTTP/1.1 403");
        assertThat(called("rebound.example.com:" + running.port)).startsWith("HTTP/1.1 403");
        assertThat(called("127.0.0.1.example.com")).startsWith("HTTP/1.1 403");
        assertThat(called("localhost:" + running.port)).startsWith("HTTP/1.1 200");
        assertThat(called("127.0.0.1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void the_page_may_run_its_own_scripts_and_nothing_else() {
        Got page = running.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port + "/"))
                .build());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response()
                        .headers()
                        .firstValue("content-security-policy")
                        .orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.response().headers().firstValue("x-content-type-options"))
                .contains("nosniff");
        assertThat(page.text()).doesNotContain("http://", "https://", "style=", "onclick");
    }

    private static String called(String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.port)) {
            socket.getOutputStream()
                    .write(("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
