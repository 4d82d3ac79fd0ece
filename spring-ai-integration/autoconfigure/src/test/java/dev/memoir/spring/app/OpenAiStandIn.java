// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks OpenAI's protocol locally: one answer to everything, and vectors of words. Records the prompts. */
final class OpenAiStandIn implements AutoCloseable {

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;
    private final String answer;
    private final int dimension;
    private final List<String> systems = new CopyOnWriteArrayList<>();
    private final List<String> embedded = new CopyOnWriteArrayList<>();

    OpenAiStandIn(String answer) {
        this(answer, 64);
    }

    /** @param dimension the length of the vectors that it answers with */
    OpenAiStandIn(String answer, int dimension) {
        this.answer = answer;
        this.dimension = dimension;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/chat/completions", exchange -> reply(exchange, chat(body(exchange))));
        server.createContext("/v1/embeddings", exchange -> reply(exchange, embeddings(body(exchange))));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The system message of each chat, empty where there was none. */
    List<String> systems() {
        return systems;
    }

    List<String> embedded() {
        return embedded;
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        return json.readTree(exchange.getRequestBody().readAllBytes());
    }

    private JsonNode chat(JsonNode request) {
        String system = "";
        for (JsonNode message : request.get("messages")) {
            if (message.get("role").asString().equals("system")) {
                system = message.get("content").asString();
            }
        }
        systems.add(system);
        ObjectNode reply = json.createObjectNode()
                .put("id", "1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "stand-in");
        ObjectNode choice =
                reply.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", answer);
        return reply;
    }

    private JsonNode embeddings(JsonNode request) {
        JsonNode input = request.get("input");
        List<String> texts = input.isArray()
                ? IntStream.range(0, input.size())
                        .mapToObj(i -> input.get(i).asString())
                        .toList()
                : List.of(input.asString());
        embedded.addAll(texts);
        ObjectNode reply = json.createObjectNode().put("object", "list").put("model", "words");
        reply.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
        ArrayNode data = reply.putArray("data");
        for (String text : texts) {
            ObjectNode one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            ArrayNode vector = one.putArray("embedding");
            for (float value : vector(text)) {
                vector.add(value);
            }
        }
        return reply;
    }

    private float[] vector(String text) {
        float[] vector = new float[dimension];
        vector[0] = 0.1f;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            vector[Math.floorMod(word.hashCode(), dimension)] += 1;
        }
        return vector;
    }

    private void reply(HttpExchange exchange, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
