// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

/** The application of the README after Spring's ahead-of-time processing, as Boot's build plugins do it. */
final class AotProcessedAssistant {

    private final Path folder;

    AotProcessedAssistant(Path folder) {
        this.folder = folder;
    }

    /**
     * Generates and compiles the code that registers the beans.
     *
     * @param arguments the settings that are known when the application is built
     * @return the folder of classes and resources, to be put in front of the class path
     */
    Path process(String... arguments) throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        new SpringApplicationAotProcessor(
                        Assistant.class,
                        AbstractAotProcessor.Settings.builder()
                                .sourceOutput(sources)
                                .resourceOutput(classes)
                                .classOutput(classes)
                                .groupId("com.example")
                                .artifactId("assistant")
                                .build(),
                        arguments)
                .process();
        compile(sources, classes);
        return classes;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> generated = Files.walk(sources)) {
            List<Path> java =
                    generated.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).as("generated sources").isNotEmpty();
            List<String> options = List.of("-proc:none", "-nowarn", "-d", classes.toString());
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }
}
