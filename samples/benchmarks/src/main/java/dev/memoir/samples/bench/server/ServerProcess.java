// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A memory server in a process of its own, started by the launcher as a user starts it. It keeps its address when it is
 * killed and started again, so clients find out by themselves. Thread-safe; nobody waits for a restart but its caller.
 */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "Memoir is at ";

    private final Path launcher;
    private final List<String> location;
    private final Map<String, String> environment;
    private final Path log;
    private final URI address;
    private volatile Process process;

    private ServerProcess(Path launcher, List<String> location, Map<String, String> environment, Path log) {
        this.launcher = launcher;
        this.location = location;
        this.environment = environment;
        this.log = log;
        process = launch(0);
        address = await();
    }

    /**
     * Starts a server on a free port and waits until it is ready.
     *
     * @param launcher the launcher, {@code ./memoir}
     * @param location the options that say where its data is
     * @param environment further environment variables
     * @param log the file for what it writes to standard error
     * @return the running server
     */
    static ServerProcess start(Path launcher, List<String> location, Map<String, String> environment, Path log) {
        return new ServerProcess(launcher, location, environment, log);
    }

    /** {@return the address of the server, without a path} */
    URI address() {
        return address;
    }

    /** Kills the process without a chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts the server on its port again and waits until it is ready. */
    void restart() {
        process = launch(address.getPort());
        await();
    }

    /** {@return the resident memory of the process in megabytes; 0 where {@code /proc} does not tell} */
    long residentMegabytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // The process has just been killed, or this is not Linux.
        }
    }

    /** Ends the server as an operator does, and waits for it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch(int port) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), "serve", "--port", String.valueOf(port)));
        command.addAll(location);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The server does not start: " + command, e);
        }
    }

    /** Reads the address that the server prints when it is ready. It prints nothing else, so the pipe never fills. */
    private URI await() {
        try {
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    return URI.create(line.substring(READY.length()).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The server cannot be read", e);
        }
        throw new IllegalStateException("The server ended before it was ready; see " + log);
    }
}
