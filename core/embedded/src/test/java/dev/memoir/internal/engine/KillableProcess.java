// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Java process of a crash test, which writes a line for each thing it has done until it is killed. */
final class KillableProcess {

    private static final int KILLED = 128 + 9;

    private final Process process;

    private KillableProcess(Process process) {
        this.process = process;
    }

    /**
     * {@return the process, started with the class path of this one}
     *
     * @param temporary its directory for temporary files: a killed process leaves its native libraries behind
     * @param main the class to run
     * @param args its arguments
     */
    static KillableProcess start(Path temporary, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new KillableProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what the process writes, to be closed by the caller} */
    BufferedReader lines() {
        return process.inputReader();
    }

    /**
     * Reads what the process writes until its end.
     *
     * @param said takes each line; the last one of a killed process may be incomplete
     */
    void read(Consumer<String> said) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what the process writes, and kills it when it has written some lines.
     *
     * @param lines the number of lines after which any further one kills it
     * @param said takes each line, also those written while it is killed
     */
    void killAfter(int lines, Consumer<String> said) throws InterruptedException {
        int[] left = {lines};
        read(line -> {
            said.accept(line);
            if (left[0]-- == 0) {
                destroy();
            }
        });
        awaitDeath();
    }

    /** Kills the process as {@code kill -9} does, and waits until it has ended. */
    void kill() throws InterruptedException {
        destroy();
        awaitDeath();
    }

    private void destroy() {
        process.toHandle().destroyForcibly(); // the process itself would close its output unread
    }

    private void awaitDeath() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended").isEqualTo(KILLED);
    }
}
