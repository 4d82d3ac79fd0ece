// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.LongTermMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application in this process, on a port of its own, called as any client calls it. */
final class Running implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    final int port;

    /** An answer. */
    record Got(int status, String text, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        String detail() {
            return json().path("detail").asString();
        }

        /** The part of a streamed answer that has a type. */
        JsonNode part(String type) {
            return text.lines()
                    .map(JSON::readTree)
                    .filter(part -> part.path("type").asString().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + type + " in " + text));
        }

        /** The words of a streamed answer. */
        String words() {
            StringBuilder words = new StringBuilder();
            text.lines().map(JSON::readTree).forEach(part -> {
                if (part.path("type").asString().equals("words")) {
                    words.append(part.path("text").asString());
                }
            });
            return words.toString();
        }
    }

    Running(Path directory) {
        // Nobody's key is used: set to nothing counts as not set.
        context = new SpringApplication(WebApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--memoir.directory=" + directory,
                        "--OPENAI_API_KEY=",
                        "--OLLAMA_BASE_URL=");
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Got say(String user, String conversation, String words) {
        return send(
                "POST",
                "conversations/" + conversation + "?user=" + encoded(user),
                JSON.writeValueAsString(Map.of("words", words)));
    }

    /** {@return the application's memory} */
    LongTermMemory memory() {
        return context.getBean(LongTermMemory.class);
    }

    Got get(String path) {
        return send("GET", path, null);
    }

    Got delete(String path) {
        return send("DELETE", path, null);
    }

    Got edit(String user, String id, String words) {
        return send("PUT", "items/" + id + "?user=" + encoded(user), JSON.writeValueAsString(Map.of("words", words)));
    }

    Got send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/" + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    Got send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Got(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }
}
