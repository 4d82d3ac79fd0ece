// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A model's server on loopback: notes what it is sent, and answers or fails as told. Who draws facts is known by the
 * instructions, and gets the operations that were scripted for what was said.
 */
final class ModelStandIn implements AutoCloseable {

    private static final String OPENAI_ANSWER = """
            {"id":"1","object":"chat.completion","created":1,"model":"stand-in","choices":[{"index":0,\
            "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private static final String OLLAMA_ANSWER = """
            {"model":"stand-in","created_at":"2026-01-01T00:00:00Z","done":true,\
            "message":{"role":"assistant","content":%s}}""";

    private static final String INSTRUCTIONS = "You keep an assistant's long-term memory";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> drawn = new CopyOnWriteArrayList<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile int drawingStatus = 200;

    ModelStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, OPENAI_ANSWER));
        server.createContext("/api/chat", exchange -> answer(exchange, OLLAMA_ANSWER));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked by the chat. */
    List<String> requests() {
        return requests;
    }

    /** What it was asked by the memory. */
    List<String> drawn() {
        return drawn;
    }

    /** Draws this, a JSON object without braces, from new turns that hold the words. */
    void draws(String words, String operation) {
        operations.put(words, "{" + operation.strip() + "}");
    }

    void fails(int status) {
        this.status = status;
        this.drawingStatus = status;
    }

    void failsToDraw(int status) {
        this.drawingStatus = status;
    }

    private void answer(HttpExchange exchange, String answer) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean drawing = request.contains(INSTRUCTIONS);
            (drawing ? drawn : requests).add(request);
            String says = drawing ? operations(request) : "Noted by the stand-in.";
            byte[] body = ((drawing ? drawingStatus : status) == 200
                            ? answer.formatted(JSON.writeValueAsString(says))
                            : "{\n \"error\": {\"message\": \"out of\\n order\"}\n}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(drawing ? drawingStatus : status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private String operations(String request) {
        String turns = request.substring(request.lastIndexOf("New turns"));
        return operations.entrySet().stream()
                .filter(scripted -> turns.contains(scripted.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
