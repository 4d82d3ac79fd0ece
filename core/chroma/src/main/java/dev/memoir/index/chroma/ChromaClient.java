// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.chroma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client for the parts of Chroma's HTTP API version 2 that an index needs. Failures quote Chroma's error code but
 * never its message, which may quote stored content. Thread-safe.
 */
final class ChromaClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int OK = 200;
    private static final int CREATED = 201;

    /** Status codes that persist until the request, or its permissions, change. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 405, 422);

    private final HttpClient http;
    private final String root;
    private final String collections;
    private final Map<String, String> headers;
    private final Duration timeout;

    ChromaClient(
            HttpClient http, URI url, String tenant, String database, Map<String, String> headers, Duration timeout) {
        this.http = http;
        this.root = url.toString().replaceAll("/+$", "");
        this.collections =
                root + "/api/v2/tenants/" + segment(tenant) + "/databases/" + segment(database) + "/collections";
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
    }

    /** {@return the address of the server, without credentials} */
    String root() {
        return root;
    }

    /** {@return the maximum number of records per request} */
    int batch() {
        return send(
                        "report its limits",
                        request(root + "/api/v2/pre-flight-checks").GET())
                .path("max_batch_size")
                .asInt(100);
    }

    /** {@return whether the server responds like Chroma} */
    boolean healthy() {
        try {
            return send(
                            "report its heartbeat",
                            request(root + "/api/v2/heartbeat").GET())
                    .has("nanosecond heartbeat");
        } catch (MemoryIndexException e) {
            return false;
        }
    }

    /** {@return the id of the collection, created if need be} */
    String collection(Object payload) {
        return post("create a collection", collections, payload).path("id").asText();
    }

    JsonNode post(String what, String collectionId, String action, Object payload) {
        return post(what, collections + "/" + segment(collectionId) + "/" + action, payload);
    }

    private JsonNode post(String what, String to, Object payload) {
        try {
            return send(
                    what,
                    request(to)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(payload))));
        } catch (JsonProcessingException e) {
            throw new MemoryIndexException("The request for Chroma to " + what + " cannot be written as JSON.");
        }
    }

    private HttpRequest.Builder request(String to) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(to)).timeout(timeout).header("Accept", "application/json");
            headers.forEach(request::header);
            return request;
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message quotes the token.
            throw new MemoryIndexException("No valid request to Chroma at " + root + " can be created"
                    + ". Check that the URL begins with http:// or https://,"
                    + " and that the token, user and password have no line breaks.");
        }
    }

    private JsonNode send(String what, HttpRequest.Builder request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new MemoryIndexUnavailableException(
                    "Chroma at " + root + " is unreachable, or takes longer than " + timeout + ", to " + what
                            + ". Check that the server is up.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryIndexUnavailableException(
                    "The thread was interrupted while it waited for Chroma at " + root + " to " + what + ".", e);
        } catch (RuntimeException e) {
            throw new MemoryIndexException(
                    "The HTTP client failed to reach Chroma at " + root + " to " + what + " ("
                            + e.getClass().getSimpleName() + "). See the cause.",
                    e);
        }
        JsonNode body = read(response.body());
        if (response.statusCode() == OK || response.statusCode() == CREATED) {
            if (body == null) {
                throw new MemoryIndexException("The server at " + root + " is not Chroma: it does not send JSON.");
            }
            return body;
        }
        throw failed(what, response.statusCode(), body);
    }

    private MemoryIndexException failed(String what, int status, @Nullable JsonNode body) {
        String error = body == null ? "" : ", " + body.path("error").asText("no error");
        String remedy =
                switch (status) {
                    case 401, 403 -> "Configure the token, or the user and password, that it requires.";
                    case 404 ->
                        "The collection is gone, or the server is older than 1.0 and lacks version 2 of the API."
                                + " Open the memory again: the index is filled from the ledger.";
                    case 400, 422 ->
                        "Check that the tenant and the database exist and that the server is 1.0 or later.";
                    default -> "See the server's log.";
                };
        String message = "Chroma at " + root + " failed to " + what + " (" + status + error + "). " + remedy;
        return REFUSALS.contains(status)
                ? new MemoryIndexIncompatibleException(message, null)
                : new MemoryIndexException(message);
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
