// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The published npm packages that clients use, unmodified, and the scripts that drive them: {@code src/test/npm},
 * installed into {@code target/npm} as its lock file says. Without Node.js the tests are skipped, unless {@code
 * MEMOIR_NPM_REQUIRED} is {@code yes}.
 */
public final class NpmProject {

    private static final String ABSENT =
            "The clients from npm are not tested: there is no %s. Install Node.js 18 or later.";

    private static final long PATIENCE_SECONDS = 600;

    private static final NpmProject INSTALLED = new NpmProject();

    private final Path directory = Path.of("target", "npm").toAbsolutePath();
    private boolean installed;

    private NpmProject() {}

    /**
     * The outcome of a program.
     *
     * @param exit the exit code
     * @param output what it wrote to standard output and standard error
     */
    public record Outcome(int exit, String output) {}

    /** {@return the project, with its packages installed} */
    public static synchronized NpmProject installed() {
        INSTALLED.install();
        return INSTALLED;
    }

    private void install() {
        require("node");
        require("npm");
        if (installed) {
            return;
        }
        try {
            Files.createDirectories(directory);
            // Tests of two processes may install at the same time.
            try (FileChannel lock = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                assertThat(held.isValid()).isTrue();
                installLocked();
            }
            installed = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void installLocked() throws IOException {
        Path sources = Path.of("src", "test", "npm");
        String lock = Files.readString(sources.resolve("package-lock.json"));
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // A repeated build installs nothing.
        Path mark = directory.resolve("node_modules/.installed-lock.json");
        if (!Files.exists(mark) || !Files.readString(mark).equals(lock)) {
            Outcome outcome = run(Map.of(), List.of("npm", "ci"));
            if (outcome.exit() != 0) {
                throw new AssertionError("The packages cannot be installed: " + outcome.output());
            }
            Files.writeString(mark, lock);
        }
    }

    private static void require(String program) {
        boolean present = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator")))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program)));
        if (!present && "yes".equals(System.getenv("MEMOIR_NPM_REQUIRED"))) {
            throw new AssertionError(ABSENT.formatted(program));
        }
        Assumptions.assumeTrue(present, ABSENT.formatted(program));
    }

    /**
     * Runs a script of the project with Node.js.
     *
     * @param server the server, which the script finds in MEMOIR_URL
     * @param client the client whose key the script finds in MEMOIR_KEY
     * @param script the name of the script
     * @param arguments the arguments of the script
     * @return the outcome
     */
    public Outcome node(RunningServer server, ServerClient client, String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        String key = client.key();
        return run(Map.of("MEMOIR_URL", server.url(), "MEMOIR_KEY", key == null ? "" : key), command);
    }

    /** Programs find neither the settings of this machine's user nor a key, and report nothing to anybody. */
    private Outcome run(Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile(directory, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("MEM0_"));
            builder.environment().put("MEM0_TELEMETRY", "false");
            if (!command.get(0).equals("npm")) {
                builder.environment()
                        .put(
                                "HOME",
                                Files.createTempDirectory(directory, "home").toString());
            }
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
