package dev.memoir.samples.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model's server on loopback: notes what it is sent, and answers or fails as told. */
final class ModelStandIn implements AutoCloseable {

    private static final String OPENAI_ANSWER = """
            {"id":"1","object":"chat.completion","created":1,"model":"stand-in","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Noted by the stand-in."},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";

    private static final String OLLAMA_ANSWER = """
            {"model":"stand-in","created_at":"2026-01-01T00:00:00Z","done":true,\
            "message":{"role":"assistant","content":"Noted by the stand-in."}}""";

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    ModelStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, OPENAI_ANSWER));
        server.createContext("/api/chat", exchange -> answer(exchange, OLLAMA_ANSWER));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> requests() {
        return requests;
    }

    void fails(int status) {
        this.status = status;
    }

    private void answer(HttpExchange exchange, String answer) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = (status == 200 ? answer : "{\n \"error\": {\"message\": \"out of\\n order\"}\n}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
