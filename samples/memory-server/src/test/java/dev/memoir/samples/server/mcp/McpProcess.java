// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process of {@code memoir mcp}, as a client starts it. */
final class McpProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;

    private McpProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    }

    /** {@return the command} Settings of the model are system properties, so that a client need not pass them on. */
    static List<String> command(@Nullable String modelUrl, String... options) {
        String jar = System.getProperty("memoir.jar");
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-DOPENAI_API_KEY=" + (modelUrl == null ? "" : "none"),
                "-DOPENAI_BASE_URL=" + (modelUrl == null ? "" : modelUrl),
                "-DOLLAMA_BASE_URL=",
                "-cp",
                jar == null ? classPath : jar + System.getProperty("path.separator") + classPath,
                "dev.memoir.samples.server.ServerCommands",
                "mcp"));
        command.addAll(List.of(options));
        return command;
    }

    static McpProcess start(@Nullable String modelUrl, String... options) {
        try {
            return new McpProcess(new ProcessBuilder(command(modelUrl, options))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the session. */
    McpProcess opened() {
        send("""
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""");
        receive();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return this;
    }

    void send(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the next message} */
    JsonNode receive() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("The process has ended.");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the input. {@return what the process still wrote, and nothing else} */
    List<String> end() {
        try {
            process.getOutputStream().close();
            List<String> rest = out.lines().toList();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end.");
            }
            return rest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int exit() {
        return process.exitValue();
    }

    /** Ends it at once, as the power does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
