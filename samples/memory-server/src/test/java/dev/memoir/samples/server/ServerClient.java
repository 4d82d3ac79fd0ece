// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the server with a key, or without one. */
public final class ServerClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final @Nullable String key;

    ServerClient(String url, @Nullable String key) {
        this.url = url;
        this.key = key;
    }

    /** {@return the secret of the client's key; null without one} */
    public @Nullable String key() {
        return key;
    }

    /**
     * An answer.
     *
     * @param status the status
     * @param text the body
     * @param response the response
     */
    public record Answer(int status, String text, HttpResponse<String> response) {

        /** {@return the body as JSON} */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** {@return the description of an error} */
        public String detail() {
            return json().path("detail").asString();
        }

        /**
         * {@return a header; null if it is missing}
         *
         * @param name the name
         */
        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /** {@return the answer to a GET of a path} */
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** {@return the answer to a POST of JSON, given as text or as a value to be written as JSON} */
    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    /** {@return the answer to a DELETE of a path} */
    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /**
     * {@return the answer to a request}
     *
     * @param method the method
     * @param path the path with its query
     * @param body a text, or a value to be written as JSON; null for none
     * @param headers names and values of further headers, alternating
     */
    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(
                                        body instanceof String text ? text : JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** {@return the answer to a request of any form} */
    public Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a text as a part of a query} */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
