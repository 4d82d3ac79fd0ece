// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Starts the packaged programs as processes of their own, as the launcher does. */
public final class Chatting {

    private final Path home;

    public Chatting(Path home) {
        this.home = home;
    }

    public Ran chat(String input, String... arguments) {
        return Ran.of(process(arguments), input);
    }

    ProcessBuilder process(String... arguments) {
        return program("dev.memoir.samples.chat.Chat", arguments);
    }

    public ProcessBuilder program(String main, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                property("memoir.jar") + System.getProperty("path.separator") + classPath(),
                main);
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
