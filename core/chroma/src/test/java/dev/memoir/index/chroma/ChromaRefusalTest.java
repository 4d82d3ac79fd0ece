// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The messages when the server is unreachable, refuses, or is another or too old a server. */
class ChromaRefusalTest {

    private final List<Headers> heard = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    private record Answer(int status, String body) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
    }

    private String answering(Answer answer) {
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestHeaders());
            paths.add(exchange.getRequestURI().getRawPath());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return url();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void refused(ChromaIndex index, String... says) {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> index.open(4))
                .satisfies(e -> assertThat(e.getMessage()).contains(says));
    }

    @Test
    void an_unreachable_server_is_named() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String away = "http://127.0.0.1:" + free;
        refused(ChromaIndex.builder(away).build(), away, "is unreachable", "Check that the server is up");
    }

    @Test
    void an_invalid_request_is_rejected_without_quoting_the_token() {
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() ->
                        ChromaIndex.builder(url()).token("hunter2\n").build().open(4))
                .withMessageContaining("line breaks")
                .withMessageNotContaining("hunter2")
                .withNoCause();
        refused(ChromaIndex.builder("127.0.0.1/chroma").build(), "begins with http://");
        refused(ChromaIndex.builder("ftp://127.0.0.1").build(), "begins with http://");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ChromaIndex.builder(url()).timeout(Duration.ZERO));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ChromaIndex.builder("http://user:hunter2@[host"))
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @Test
    void a_server_that_does_not_respond_in_time_is_given_up() {
        server.createContext("/", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        refused(ChromaIndex.builder(url()).timeout(Duration.ofMillis(50)).build(), "takes longer than PT0.05S");
    }

    @Test
    void credentials_are_sent_with_every_request_and_appear_in_no_message() {
        String url = answering(new Answer(401, "{\"error\":\"AuthError\",\"message\":\"the token s3cret is wrong\"}"));
        List<ChromaIndex> asked = new ArrayList<>();
        asked.add(ChromaIndex.builder(url).token("s3cret").build());
        asked.add(ChromaIndex.builder(url).basic("zoe", "s3cret").build());
        for (ChromaIndex index : asked) {
            assertThatExceptionOfType(MemoryIndexException.class)
                    .isThrownBy(() -> index.open(4))
                    .withMessageContaining("401, AuthError")
                    .withMessageContaining("Configure the token")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        }
        assertThat(heard.get(0).getFirst("X-Chroma-Token")).isEqualTo("s3cret");
        assertThat(heard.get(0).getFirst("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(heard.get(1).getFirst("Authorization")).isEqualTo("Basic em9lOnMzY3JldA==");
    }

    @Test
    void a_server_with_version_1_of_the_api_is_recognised() {
        refused(ChromaIndex.builder(answering(new Answer(404, "{}"))).build(), "404", "older than 1.0");
    }

    @Test
    void a_server_other_than_chroma_is_recognised() {
        refused(ChromaIndex.builder(answering(new Answer(200, "<html>"))).build(), "is not Chroma");
    }

    @Test
    void a_missing_tenant_or_database_is_reported() {
        String url = answering(new Answer(400, "{\"error\":\"InvalidArgumentError\"}"));
        refused(
                ChromaIndex.builder(url + "/").tenant("a/b").database("c d").build(),
                "400, InvalidArgumentError",
                "Check that the tenant and the database exist");
        assertThat(paths).allSatisfy(path -> assertThat(path).startsWith("/api/v2/"));
    }

    @Test
    void names_cannot_escape_their_segment_of_the_path() {
        server.createContext("/api/v2/pre-flight-checks", exchange -> {
            byte[] body = "{\"max_batch_size\":10}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        String url = answering(new Answer(400, "{}"));
        refused(ChromaIndex.builder(url).tenant("a/b").database("c d").build(), "failed to create a collection");
        assertThat(paths).containsExactly("/api/v2/tenants/a%2Fb/databases/c%20d/collections");
    }
}
