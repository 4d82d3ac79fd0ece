// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One user's application: keeps a connection to one of the servers, asks the next one when that does not answer, and
 * returns after a while, as a client with a list of addresses does. A turn is sent with an idempotency key until it is
 * acknowledged. Thread-safe.
 */
final class LoadClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The pause after all servers have failed, which a client library would make too. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How long a server that failed is avoided. */
    private static final Duration AVOIDANCE = Duration.ofSeconds(10);

    /** More attempts than a restart of a server takes, by far. */
    private static final int ATTEMPTS = 300;

    private final HttpClient http;
    private final List<ServerProcess> servers;
    private final String key;
    private final String user;
    private final LongAdder retries;
    private final int home;
    private volatile long awayUntil = System.nanoTime();

    LoadClient(List<ServerProcess> servers, String key, int number, LongAdder retries, Executor executor) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .executor(executor)
                .build();
        this.servers = servers;
        this.key = key;
        this.retries = retries;
        user = "user-" + number;
        home = number % servers.size();
    }

    /**
     * Adds a turn.
     *
     * @param text the text of the turn
     * @param idempotencyKey the key under which it is added once
     * @return complete when a server has acknowledged it
     */
    CompletableFuture<?> add(String text, String idempotencyKey) {
        ObjectNode body = JSON.createObjectNode().put("userId", user);
        body.putArray("turns").addObject().put("role", "USER").put("text", text);
        return send("POST", "/api/v1/turns", body, idempotencyKey);
    }

    /**
     * Searches.
     *
     * @param question the question
     * @return complete when a server has answered
     */
    CompletableFuture<?> search(String question) {
        return send(
                "POST",
                "/api/v1/search",
                JSON.createObjectNode().put("userId", user).put("query", question),
                null);
    }

    /** {@return the texts of all turns of this user, one for each turn} */
    List<String> storedTexts() {
        List<String> texts = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode page = send("GET", "/api/v1/turns?limit=1000&userId=" + user + after, null, null)
                    .join();
            page.path("items").forEach(item -> texts.add(item.path("text").asText()));
            JsonNode next = page.path("next");
            after = next.isTextual() ? "&after=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8) : null;
        }
        return texts;
    }

    private CompletableFuture<JsonNode> send(
            String method, String path, @Nullable JsonNode body, @Nullable String idempotencyKey) {
        boolean away = System.nanoTime() - awayUntil < 0;
        return send(method, path, body, idempotencyKey, away ? home + 1 : home, 1);
    }

    private CompletableFuture<JsonNode> send(
            String method,
            String path,
            @Nullable JsonNode body,
            @Nullable String idempotencyKey,
            int number,
            int attempt) {
        int server = number % servers.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(servers.get(server).address() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenCompose(LoadClient::answer)
                .exceptionallyCompose(failure -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof RefusedException || attempt >= ATTEMPTS) {
                        return CompletableFuture.failedFuture(cause);
                    }
                    retries.increment();
                    if (server == home) {
                        awayUntil = System.nanoTime() + AVOIDANCE.toNanos();
                    }
                    long pause = attempt % servers.size() == 0 ? PAUSE.toMillis() : 0;
                    return CompletableFuture.runAsync(
                                    () -> {}, CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS))
                            .thenCompose(now -> send(method, path, body, idempotencyKey, server + 1, attempt + 1));
                });
    }

    private static CompletableFuture<JsonNode> answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status < 300) {
            return CompletableFuture.completedFuture(parsed(response.body()));
        }
        String message = "Status " + status + ": " + response.body();
        return CompletableFuture.failedFuture(
                status < 500 && status != 429 ? new RefusedException(message) : new IOException(message));
    }

    /** The server refused the request: it is wrong, and another attempt would be refused too. */
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The server's answer is no JSON", e);
        }
    }
}
