// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memoir.LongTermMemory;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loading of SQLite, ONNX Runtime and the tokenizer on application servers, on hardened machines and after killed
 * processes.
 */
@Timeout(120)
class NativeLibrariesTest {

    @TempDir
    private Path home;

    /** A class loader like that of a web application, with its own copy of Memoir and its dependencies. */
    private static final class Application extends URLClassLoader {

        Application() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        Opened memory(Path directory) throws ReflectiveOperationException {
            Class<?> type = loadClass(LongTermMemory.class.getName());
            return new Opened(type, type.getMethod("open", Path.class).invoke(null, directory));
        }

        boolean loaded(String name) {
            return findLoadedClass(name) != null;
        }
    }

    /** A memory with classes that are not those of this test. */
    private record Opened(Class<?> type, Object memory) implements AutoCloseable {

        String embedder() throws ReflectiveOperationException {
            Object status = type.getMethod("status").invoke(memory);
            return (String) status.getClass().getMethod("embedderId").invoke(status);
        }

        @Override
        public void close() throws ReflectiveOperationException {
            type.getMethod("close").invoke(memory);
        }
    }

    @Test
    void two_applications_of_one_jvm_and_a_redeployed_one_have_a_memory_each() throws Exception {
        try (Application first = new Application();
                Application second = new Application();
                Application redeployed = new Application()) {
            try (Opened one = first.memory(home.resolve("1"));
                    Opened two = second.memory(home.resolve("2"))) {
                assertThat(one.embedder()).isEqualTo(two.embedder()).contains("MiniLM");
            }
            try (Opened again = redeployed.memory(home.resolve("1"))) {
                assertThat(again.embedder()).contains("MiniLM");
            }
        }
    }

    @Test
    void a_library_file_configured_for_all_class_loaders_is_explained() throws Exception {
        String setting = "onnxruntime.native.path";
        try (Application first = new Application();
                Application second = new Application();
                Opened one = first.memory(home.resolve("1"))) {
            assertThat(one.embedder()).contains("MiniLM");
            Path shared = copied(unpacked("onnxruntime"));
            System.setProperty(setting, shared.toString());
            try (Application third = new Application();
                    Opened holding = second.memory(home.resolve("2"))) {
                assertThat(holding.embedder()).contains("MiniLM");
                assertThatThrownBy(() -> third.memory(home.resolve("3")))
                        .cause()
                        .hasMessageContaining("Another class loader of this JVM has loaded the same file")
                        .hasMessageContaining(setting)
                        .extracting(failure -> failure.getClass().getName())
                        .isEqualTo("dev.memoir.NativeLibraryException");
            }
        } finally {
            System.clearProperty(setting);
        }
    }

    private static Path unpacked(String library) throws IOException {
        try (Stream<Path> folders = Files.find(
                NativeLibraryFolder.root(),
                2,
                (path, file) -> path.getFileName().toString().startsWith(library))) {
            return folders.findFirst().orElseThrow();
        }
    }

    private Path copied(Path folder) throws IOException {
        Path copy = Files.createDirectory(home.resolve("shared"));
        for (Path file : files(folder)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    @Test
    void nothing_looks_for_graphics_cards_or_calls_home() throws Exception {
        try (Application application = new Application();
                Opened memory = application.memory(home)) {
            assertThat(memory.embedder()).contains("MiniLM");
            assertThat(application.loaded("ai.djl.huggingface.tokenizers.jni.TokenizersLibrary"))
                    .isTrue();
            assertThat(Stream.of(
                            "ai.djl.huggingface.tokenizers.jni.LibUtils",
                            "ai.djl.util.cuda.CudaUtils",
                            "ai.djl.util.Ec2Utils",
                            "com.sun.jna.Native"))
                    .noneMatch(application::loaded);
        }
    }

    @Test
    void a_killed_process_leaves_no_library_that_the_next_one_does_not_use() throws Exception {
        Path temporary = Files.createDirectory(home.resolve("tmp"));
        String option = "-Djava.io.tmpdir=" + temporary;
        assertThat(OpeningProcess.says(home.resolve("memory"), option)).startsWith("open");
        List<Path> left = files(temporary);
        assertThat(left).map(file -> file.getFileName().toString()).anyMatch(name -> name.contains("sqlite"));
        assertThat(OpeningProcess.says(home.resolve("memory"), option)).startsWith("open");
        assertThat(files(temporary)).isEqualTo(left);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("hsperfdata"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_temporary_folder_mounted_noexec_is_named_together_with_the_setting_that_helps() throws Exception {
        Path noexec = Files.createDirectory(home.resolve("noexec"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", noexec.toString()), "Only root can mount.");
        try {
            String option = "-Djava.io.tmpdir=" + noexec;
            assertThat(OpeningProcess.says(home.resolve("memory"), option))
                    .startsWith("NativeLibraryException: ")
                    .contains("mounted noexec")
                    .contains(noexec.toString())
                    .contains("-Dmemoir.native.directory=");
            assertThat(OpeningProcess.says(
                            home.resolve("memory"), option, "-Dmemoir.native.directory=" + home.resolve("native")))
                    .startsWith("open");
        } finally {
            run("umount", noexec.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_together_with_the_setting() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "no folder");
        assertThat(OpeningProcess.says(home.resolve("memory"), "-Dmemoir.native.directory=" + file.resolve("native")))
                .startsWith(
                        "NativeLibraryException: Native libraries cannot be unpacked into " + file.resolve("native"))
                .contains("-Dmemoir.native.directory=");
    }

    @Test
    void libraries_are_not_taken_from_a_folder_that_others_can_write() throws Exception {
        Path folder = home.resolve("memoir-native-" + System.getProperty("user.name"));
        Files.createDirectory(folder);
        assumeTrue(run("chmod", "777", folder.toString()), "There are no POSIX permissions here.");
        assertThat(OpeningProcess.says(home.resolve("memory"), "-Djava.io.tmpdir=" + home))
                .startsWith("NativeLibraryException: Native libraries are not loaded from " + folder);
    }
}
