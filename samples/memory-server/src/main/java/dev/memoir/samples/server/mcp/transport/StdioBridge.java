// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes messages between standard input and output and an MCP server on HTTP, for clients that only start processes.
 * Requests are passed on at the same time, everything else in order. If the server has lost the session, as after a
 * restart, another one is opened.
 */
public final class StdioBridge {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final byte[] INITIALIZED = """
            {"jsonrpc":"2.0","method":"notifications/initialized"}""".getBytes(StandardCharsets.UTF_8);

    /** The first of the codes that JSON-RPC leaves to servers. */
    private static final int REFUSED = -32000;

    private final RemoteServer server;
    private final OutputStream out;
    private final Executor executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mcp-bridge");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();
    private volatile byte @Nullable [] initialize;

    /**
     * Creates a bridge.
     *
     * @param server the server
     * @param out where messages are written
     */
    public StdioBridge(RemoteServer server, OutputStream out) {
        this.server = server;
        this.out = out;
    }

    /**
     * Passes messages on until the input ends, then waits for answers.
     *
     * @param in where messages are read
     * @param longestLine the maximum size of a message in bytes
     * @param patience how long to wait for answers after the end
     * @throws IOException if the input cannot be read
     */
    public void run(InputStream in, int longestLine, Duration patience) throws IOException {
        LineReader lines = new LineReader(in, longestLine);
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                accept(line, longestLine);
            }
        }
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whoever closed the input does not wait for the rest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.endSession();
    }

    private void accept(LineReader.Line line, int longestLine) {
        JsonNode message;
        try {
            if (line.tooLong()) {
                throw JsonRpcException.invalid("The message is larger than " + longestLine + " bytes.", null);
            }
            JsonRpcReader.read(line.bytes());
            message = JSON.readTree(line.bytes());
        } catch (JsonRpcException e) {
            write(JSON.writeValueAsBytes(e.response()));
            return;
        }
        boolean opens = message.path("method").asString("").equals("initialize");
        if (opens) {
            initialize = line.bytes();
        }
        CompletableFuture<Void> passed = CompletableFuture.runAsync(() -> pass(line.bytes(), message), executor);
        running.removeIf(CompletableFuture::isDone);
        running.add(passed);
        if (opens || !message.has("id")) {
            passed.join();
        }
    }

    private void pass(byte[] text, JsonNode message) {
        try {
            RemoteServer.Outcome outcome = server.post(text, this::write);
            if (outcome.lostSession() != null && reopened(outcome.lostSession())) {
                outcome = server.post(text, this::write);
            }
            if (outcome.error() != null && message.has("id")) {
                answer(message, outcome.error());
            }
        } catch (IOException e) {
            if (message.has("id")) {
                answer(message, "The memory server cannot be reached. Start it with: memoir serve");
            }
        }
    }

    /** Opens another session, for which the client's own first message is sent again. */
    private synchronized boolean reopened(String lost) throws IOException {
        byte[] first = initialize;
        if (server.hasReplaced(lost)) {
            return true;
        }
        if (first == null) {
            return false;
        }
        return server.post(first, ignored -> {}).error() == null
                && server.post(INITIALIZED, ignored -> {}).error() == null;
    }

    private void answer(JsonNode message, String error) {
        ObjectNode response = JSON.createObjectNode().put("jsonrpc", "2.0");
        response.set("id", message.get("id"));
        response.putObject("error").put("code", REFUSED).put("message", error);
        write(JSON.writeValueAsBytes(response));
    }

    private void write(byte[] message) {
        try {
            synchronized (out) {
                out.write(message);
                out.write('\n');
                out.flush();
            }
        } catch (IOException e) {
            // Nobody reads any more; the input ends too, or has ended.
        }
    }
}
