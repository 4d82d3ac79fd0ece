package com.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Stands in for OpenAI: answers with the whole prompt, which shows what was recalled. */
public class EchoModel implements QuarkusTestResourceLifecycleManager {

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String prompt = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] reply =
                    """
                    {"id": "1", "choices": [{"message": {"role": "assistant", "content": %s}, "finish_reason": "stop"}]}
                    """.formatted(new ObjectMapper().writeValueAsString(prompt)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        return Map.of(
                "quarkus.langchain4j.openai.api-key", "test",
                "quarkus.langchain4j.openai.base-url",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "memoir.directory", "target/test-memory-" + System.nanoTime());
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
