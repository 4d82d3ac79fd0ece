// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An embedding model's server on loopback: counts what it embeds, and stops answering when it has been told to. */
final class EmbeddingStandIn implements AutoCloseable {

    private final HttpServer server;
    private final int dimension;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger embedded = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int most = Integer.MAX_VALUE;

    EmbeddingStandIn() throws IOException {
        this(8);
    }

    /** @param dimension the length of its vectors */
    EmbeddingStandIn(int dimension) throws IOException {
        this.dimension = dimension;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** How many texts it answered for. */
    int embedded() {
        return embedded.get();
    }

    /** Answers for no more than so many texts. */
    void hangAfter(int most) {
        this.most = most;
    }

    void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode input = new ObjectMapper()
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .get("input");
            int texts = input.isArray() ? input.size() : 1;
            if (embedded.get() + texts > most) {
                hanging.countDown();
                closed.await();
                return;
            }
            embedded.addAndGet(texts);
            String vector = IntStream.range(0, dimension).mapToObj(i -> "1").collect(Collectors.joining(","));
            byte[] body = IntStream.range(0, texts)
                    .mapToObj(i -> "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":[" + vector + "]}")
                    .collect(Collectors.joining(
                            ",",
                            "{\"object\":\"list\",\"model\":\"stand-in\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1},\"data\":[",
                            "]}"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
