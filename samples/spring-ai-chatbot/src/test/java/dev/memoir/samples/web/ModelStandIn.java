// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model's server on loopback, which streams if it is asked to: it notes what it is sent, says one half, and the other
 * when it is let. An extractor asks for the whole, and gets the operations that were scripted for what was said.
 */
final class ModelStandIn implements AutoCloseable {

    private static final String CHUNK = """
            data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"stand-in","choices":[{"index":0,\
            "delta":{"role":"assistant","content":"%s"},"finish_reason":%s}]}

            """;

    private static final String WHOLE = """
            {"id":"1","object":"chat.completion","created":1,"model":"stand-in","choices":[{"index":0,\
            "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String beginning = "Noted by ";
    private volatile String end = "the stand-in.";

    ModelStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was asked by the chat. */
    List<String> requests() {
        return requests;
    }

    /** Extracts this, a JSON object without braces, from new turns that contain the words. */
    void extracts(String words, String operation) {
        operations.put(words, "{" + operation.strip() + "}");
    }

    /** Answers this from now on, in two halves. */
    void says(String beginning, String end) {
        this.beginning = beginning;
        this.end = end;
    }

    void fails(int status) {
        this.status = status;
    }

    /** Lets the next answers stop half-way until {@link #goOn}. */
    void holds() {
        held = new CountDownLatch(1);
    }

    void goOn() {
        held.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean streamed = STREAMED.matcher(request).find();
            if (streamed) {
                requests.add(request);
            }
            if (status != 200) {
                whole(exchange, "{\"error\":{\"message\":\"out of\\n order\"}}");
                return;
            }
            if (!streamed) {
                whole(exchange, WHOLE.formatted(JSON.writeValueAsString(operations(request))));
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            write(out, CHUNK.formatted(beginning, "null"));
            if (!held.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody let it go on");
            }
            write(out, CHUNK.formatted(end, "\"stop\"") + "data: [DONE]\n\n");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void whole(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String operations(String request) {
        String turns = request.substring(Math.max(0, request.lastIndexOf("New turns")));
        return operations.entrySet().stream()
                .filter(scripted -> turns.contains(scripted.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
