// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows compiles, and prints what it says. */
class DocumentedCodeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final TypeNames NAMES = new TypeNames();

    @TempDir
    private Path folder;

    static List<CodeBlock> blocks() throws IOException {
        List<CodeBlock> java = new ArrayList<>();
        for (Path page : pages()) {
            CodeBlock.of(page).stream()
                    .filter(block -> block.language().equals("java"))
                    .forEach(java::add);
        }
        return java;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            // The README's blocks are compiled and run by ReadmeTest.
            return Stream.concat(
                            Stream.of(ROOT.resolve("CONTRIBUTING.md")),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_java_block_compiles_or_is_an_excerpt_of_code_that_does(CodeBlock block) throws IOException {
        String source = block.directive("from");
        if (source == null) {
            new CodeCompiler(NAMES, folder).compile(block.directive("runs") == null ? block : given(block));
        } else {
            assertThat(compact(Files.readString(ROOT.resolve(source))))
                    .as(source)
                    .contains(compact(block.code()));
        }
    }

    @Test
    void a_block_that_runs_prints_the_text_after_it() throws Exception {
        List<CodeBlock> running = blocks().stream()
                .filter(block -> block.directive("runs") != null)
                .toList();
        assertThat(running).isNotEmpty();
        for (CodeBlock block : running) {
            assertThat(printed(block)).as(block.toString()).isEqualTo(block.output());
        }
    }

    private static CodeBlock given(CodeBlock block) {
        return new CodeBlock(
                block.page(), block.line(), "java", "compiled with: LongTermMemory memory", block.code(), null);
    }

    private String printed(CodeBlock block) throws Exception {
        Path classes = folder.resolve(block.toString());
        String name = new CodeCompiler(NAMES, classes).compile(given(block));
        PrintStream before = System.out;
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (LongTermMemory memory = LongTermMemory.open(classes.resolve("memory"));
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            var run = loader.loadClass(name).getDeclaredMethod("run", LongTermMemory.class);
            run.setAccessible(true);
            run.invoke(null, memory);
        } finally {
            System.setOut(before);
            Locale.setDefault(locale);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String compact(String code) {
        return code.replaceAll("\\s+", "");
    }
}
