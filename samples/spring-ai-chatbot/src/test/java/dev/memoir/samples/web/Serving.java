// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server in a process of its own, with the class path that the launcher uses. */
final class Serving implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("Memoir is at (http://\\S+)");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    final String url;

    private Serving(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.url = said();
    }

    /** {@return the server, once it has said where it is} */
    static Serving start(Path home, Map<String, String> environment, String... arguments) {
        try {
            ProcessBuilder builder = process(home, arguments);
            builder.environment().putAll(environment);
            return new Serving(
                    builder.redirectError(home.resolve("err").toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessBuilder process(Path home, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                property("memoir.jar") + System.getProperty("path.separator") + classPath(),
                "dev.memoir.samples.web.Web");
        if (Runtime.version().feature() >= 24) {
            builder.command().add(1, "--enable-native-access=ALL-UNNAMED");
        }
        builder.command().addAll(List.of(arguments));
        Map<String, String> environment = builder.environment();
        // Uses no real API key and no existing memory.
        environment.keySet().removeIf(name -> name.startsWith("OPENAI_") || name.startsWith("OLLAMA_"));
        environment.put("HOME", home.toString());
        return builder;
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The server does not end.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            String line = out.readLine();
            Matcher url = URL.matcher(line == null ? "" : line);
            if (!url.find()) {
                process.destroyForcibly();
                throw new AssertionError("The server does not say where it is, but: " + line);
            }
            return url.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        try {
            return Files.readString(Path.of(property("memoir.classpath"))).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name + " is set by the build (mvnw verify)");
    }
}
