// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model on loopback that speaks OpenAI's protocol: it extracts the operations that were scripted for the
 * words of new turns, and nothing from all others.
 */
public final class ScriptedModelServer implements AutoCloseable {

    private static final String REPLY = """
            {"id":"1","object":"chat.completion","created":1,"model":"scripted","choices":[{"index":0,\
            "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile int status = 200;

    ScriptedModelServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    /** {@return the address of the API} */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /**
     * Extracts a fact from new turns that contain a text, until the end of the tests: choose a text that no other test
     * uses.
     *
     * @param quote the words of the turn
     * @param fact the fact that they state
     */
    public void extracts(String quote, String fact) {
        operations.put(
                quote,
                JSON.writeValueAsString(Map.of(
                        "op", "add", "kind", "fact", "text", fact, "quote", quote, "turn", 1, "confidence", 1.0)));
    }

    /**
     * Extracts an operation, a JSON object, from new turns that contain a text.
     *
     * @param words words of the turn
     * @param operation the operation, see the prompt of core
     */
    public void replies(String words, String operation) {
        operations.put(words, operation);
    }

    /** Fails with this status from now on, or works again with 200. */
    public void fails(int status) {
        this.status = status;
    }

    /** Answers no request until {@link #release}. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers the requests that wait, and later ones at once. */
    public void release() {
        held.countDown();
    }

    /** {@return the number of requests that are not answered yet} */
    public int waiting() {
        return waiting.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String turns = request.substring(Math.max(0, request.lastIndexOf("New turns")));
            String found = operations.entrySet().stream()
                    .filter(scripted -> turns.contains(scripted.getKey()))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
            waiting.incrementAndGet();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            } finally {
                waiting.decrementAndGet();
            }
            byte[] body = (status == 200
                            ? REPLY.formatted(JSON.writeValueAsString(found))
                            : "{\"error\":{\"message\":\"out of order\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
