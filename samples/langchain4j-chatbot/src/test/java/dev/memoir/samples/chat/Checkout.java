// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** The launcher in a checkout where Maven and Java are scripts that note what is asked of them. */
final class Checkout {

    static final String CHAT = "samples/langchain4j-chatbot";
    static final String SERVER = "samples/memory-server";

    final Path root;
    final Path jdk;

    Checkout(Path folder) {
        // Spaces in paths are what shell scripts break on first.
        root = folder.resolve("check out");
        jdk = folder.resolve("a jdk");
        write("pom.xml", "");
        write("samples/pom.xml", "");
        write("core/pom.xml", "");
        write("core/memory/pom.xml", "");
        write("core/memory/src/main/java/Core.java", "");
        write(CHAT + "/pom.xml", "");
        write(CHAT + "/src/main/java/Chat.java", "");
        write(SERVER + "/pom.xml", "");
        write(SERVER + "/src/main/java/Server.java", "");
        script(root.resolve("memoir"), read(Path.of("..", "..", "memoir")));
        script(root.resolve("mvnw"), """
                #!/bin/sh
                echo "$JAVA_HOME" >>builds
                echo noise
                [ ! -e broken ] || { echo '[ERROR] it does not compile'; exit 1; }
                mkdir building || echo overlap >>overlaps
                sleep 0.3
                mkdir -p core/memory/target "$4/target"
                : >core/memory/target/core.jar
                : >"$4/target/memoir-sample-langchain4j-chatbot.jar"
                : >"$4/target/memoir-server.jar"
                printf %s "$PWD/core/memory/target/core.jar" >"$4/target/classpath"
                rmdir building
                """);
        script(jdk.resolve("bin/java"), """
                #!/bin/sh
                echo "pid $$"
                for argument; do echo "<$argument>"; done
                cat
                exit 42
                """);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        java("17.0.15");
        aged();
    }

    void java(String version) {
        write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"x\"\n");
    }

    ProcessBuilder memoir(String... arguments) {
        return started(root.resolve("memoir"), arguments);
    }

    ProcessBuilder started(Path launcher, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(root.getParent().toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("LC_ALL");
        return builder;
    }

    long builds() {
        return lines("builds").size();
    }

    List<String> lines(String file) {
        Path path = root.resolve(file);
        return Files.exists(path) ? read(path).lines().toList() : List.of();
    }

    void write(String file, String text) {
        write(root.resolve(file), text);
    }

    /** Everything is a day old: what is written later is newer, whatever the file system's clock can tell apart. */
    void aged() {
        try (var files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void script(Path file, String text) {
        write(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IllegalStateException(file + " cannot be made executable");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
