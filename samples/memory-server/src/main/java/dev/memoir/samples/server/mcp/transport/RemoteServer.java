// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An MCP server on HTTP, with the session that is open there. Thread-safe. */
public final class RemoteServer {

    private static final String SESSION = "Mcp-Session-Id";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 300;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI endpoint;
    private final Map<String, String> headers;
    private volatile @Nullable String session;

    /**
     * Creates a client; nothing is sent yet.
     *
     * @param endpoint the address of the endpoint
     * @param headers headers of every request: the key and the scope
     */
    public RemoteServer(URI endpoint, Map<String, String> headers) {
        this.endpoint = endpoint;
        this.headers = new TreeMap<>(headers);
    }

    /**
     * What became of a message.
     *
     * @param error why it was refused; null if it was accepted
     * @param lostSession the session that the server does not know any more; null if that was not the reason
     */
    record Outcome(@Nullable String error, @Nullable String lostSession) {}

    /**
     * Sends a message.
     *
     * @param message the message
     * @param answers takes each message of the server's answer
     * @return what became of it
     * @throws IOException if the server cannot be reached
     */
    Outcome post(byte[] message, Consumer<byte[]> answers) throws IOException {
        String used = session;
        HttpResponse<InputStream> response = send(request(used)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofByteArray(message))
                .build());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= FIRST_ERROR) {
                return new Outcome(
                        reason(response.statusCode(), body), response.statusCode() == NOT_FOUND ? used : null);
            }
            response.headers().firstValue(SESSION).ifPresent(id -> session = id);
            if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
                events(body, answers);
            } else {
                byte[] answer = body.readAllBytes();
                if (answer.length > 0) {
                    answers.accept(oneLine(new String(answer, StandardCharsets.UTF_8)));
                }
            }
            return new Outcome(null, null);
        }
    }

    /** {@return whether another session was opened than this one} */
    boolean hasReplaced(String lost) {
        String open = session;
        return open != null && !open.equals(lost);
    }

    /** Ends the session, if there is one and the server can be reached. */
    void endSession() {
        String open = session;
        if (open != null) {
            try {
                send(request(open).DELETE().build()).body().close();
            } catch (IOException e) {
                // The server ends it by itself after a while.
            }
        }
    }

    private HttpRequest.Builder request(@Nullable String open) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
        headers.forEach(request::header);
        if (open != null) {
            request.header(SESSION, open);
        }
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void events(InputStream body, Consumer<byte[]> answers) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                data.append(line.substring("data:".length())).append(' ');
            } else if (line.isEmpty() && !data.isEmpty()) {
                answers.accept(oneLine(data.toString()));
                data.setLength(0);
            }
        }
    }

    /** Returns JSON in one line: within its texts, line ends are escaped. */
    private static byte[] oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ').strip().getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(int status, InputStream body) throws IOException {
        try {
            JsonNode message = JSON.readTree(body.readAllBytes()).path("error").path("message");
            if (message.isString()) {
                return message.stringValue();
            }
        } catch (JacksonException e) {
            // Another kind of server: the status says enough.
        }
        return status == UNAUTHORIZED
                ? "The memory server needs a valid key."
                : "The memory server answered with the status " + status + ".";
    }
}
