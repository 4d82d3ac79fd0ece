// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.ai.util.JsonHelper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A local stand-in for OpenAI's server: records requests, and answers, streams or fails as scripted. */
final class OpenAiStandIn implements AutoCloseable {

    /** A response of the server. */
    sealed interface Reply {

        record Says(String text) implements Reply {}

        record Calls(String text, String tool, String arguments) implements Reply {
            Calls(String tool, String arguments) {
                this("", tool, arguments);
            }
        }

        record Fails(int status, String body) implements Reply {}

        /** Streams the given number of words, then breaks the connection. */
        record Breaks(String text, int words) implements Reply {}

        /** Streams the given number of words, then ends as if the answer were complete. */
        record Ends(String text, int words) implements Reply {}

        /** Streams words until no one reads them. */
        record Endless(String word) implements Reply {}
    }

    private static final JsonMapper JSON = new JsonMapper();

    final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<JsonNode, Reply> script = request -> new Reply.Says("Noted.");

    OpenAiStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext("/v1/embeddings", this::embed);
        server.start();
    }

    /** As an application configures it: with the version. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void replies(Reply reply) {
        script = request -> reply;
    }

    void replies(Function<JsonNode, Reply> by) {
        script = by;
    }

    /** Uses each response in turn, and the last one for all further requests. */
    void follows(Reply... replies) {
        List<Reply> left = new ArrayList<>(List.of(replies));
        script = request -> {
            synchronized (left) {
                return left.size() > 1 ? left.remove(0) : left.get(0);
            }
        };
    }

    /** The system messages of each request, joined. */
    List<String> systems() {
        return requests.stream().map(request -> texts(request, "system")).toList();
    }

    static String texts(JsonNode request, String role) {
        StringBuilder texts = new StringBuilder();
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asString().equals(role)) {
                texts.append(text(message.path("content"))).append('\n');
            }
        }
        return texts.toString().strip();
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder parts = new StringBuilder();
        content.forEach(part -> parts.append(part.path("text").asString("")));
        return parts.toString();
    }

    private void chat(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(request);
        Reply reply = script.apply(request);
        if (reply instanceof Reply.Fails fails) {
            send(exchange, fails.status(), fails.body());
        } else if (request.path("stream").asBoolean(false)) {
            stream(exchange, reply);
        } else {
            send(exchange, 200, completion(reply));
        }
    }

    private void embed(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(request);
        List<Object> data = new ArrayList<>();
        for (JsonNode input : request.path("input")) {
            data.add(Map.of(
                    "object",
                    "embedding",
                    "index",
                    data.size(),
                    "embedding",
                    ScriptedEmbeddings.vector(input.asString())));
        }
        send(
                exchange,
                200,
                json(Map.of(
                        "object",
                        "list",
                        "model",
                        "words-64",
                        "data",
                        data,
                        "usage",
                        Map.of("prompt_tokens", 1, "total_tokens", 1))));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void stream(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        // A body that is shorter than announced is a broken connection.
        exchange.sendResponseHeaders(200, reply instanceof Reply.Breaks ? 1_000_000 : 0);
        try (exchange) {
            OutputStream out = exchange.getResponseBody();
            if (reply instanceof Reply.Calls calls) {
                words(out, calls.text(), Integer.MAX_VALUE);
                event(out, chunk(Map.of("role", "assistant", "tool_calls", List.of(call(calls))), null));
                event(out, chunk(Map.of(), "tool_calls"));
            } else if (reply instanceof Reply.Endless endless) {
                while (true) {
                    event(out, chunk(Map.of("content", endless.word()), null));
                }
            } else if (reply instanceof Reply.Breaks breaks) {
                words(out, breaks.text(), breaks.words());
                return;
            } else if (reply instanceof Reply.Ends ends) {
                words(out, ends.text(), ends.words());
                return;
            } else if (reply instanceof Reply.Says says) {
                words(out, says.text(), Integer.MAX_VALUE);
                event(out, chunk(Map.of(), "stop"));
            }
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The client has disconnected, or was to be disconnected.
            exchange.close();
        }
    }

    private static void words(OutputStream out, String text, int most) throws IOException {
        for (String word :
                List.of(text.split("(?<= )", -1)).stream().limit(most).toList()) {
            event(out, chunk(Map.of("role", "assistant", "content", word), null));
        }
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String chunk(Map<String, Object> delta, String finish) {
        Map<String, Object> choice = new java.util.HashMap<>(Map.of("index", 0, "delta", delta));
        choice.put("finish_reason", finish);
        return json(Map.of(
                "id",
                "1",
                "object",
                "chat.completion.chunk",
                "created",
                1,
                "model",
                "stand-in",
                "choices",
                List.of(choice)));
    }

    private static String completion(Reply reply) {
        Map<String, Object> message = new java.util.HashMap<>(Map.of("role", "assistant"));
        message.put("content", reply instanceof Reply.Says says ? says.text() : null);
        if (reply instanceof Reply.Calls calls) {
            message.put("content", calls.text());
            message.put("tool_calls", List.of(call(calls)));
        }
        Map<String, Object> choice = Map.of(
                "index", 0, "message", message, "finish_reason", reply instanceof Reply.Calls ? "tool_calls" : "stop");
        return json(Map.of(
                "id",
                "1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "stand-in",
                "choices",
                List.of(choice),
                "usage",
                Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2)));
    }

    private static Map<String, Object> call(Reply.Calls calls) {
        return Map.of(
                "index",
                0,
                "id",
                "call_1",
                "type",
                "function",
                "function",
                Map.of("name", calls.tool(), "arguments", calls.arguments()));
    }

    private static String json(Object value) {
        return new JsonHelper().toJson(value);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
