// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Statements of a document, with their imports, compiled and run as they stand there. */
final class Snippet {

    private static final Pattern BLOCK = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private Snippet(String text) {
        this.text = text;
    }

    static List<Snippet> of(Path document) throws IOException {
        List<Snippet> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            found.add(new Snippet(block.group(1)));
        }
        return found;
    }

    boolean contains(String part) {
        return text.contains(part);
    }

    /** A path that the reader would choose, replaced by one of the test's. */
    Snippet with(String path, Path replacement) {
        return new Snippet(text.replace("Path.of(\"" + path + "\")", "Path.of(\"" + replacement + "\")"));
    }

    /** Runs it with what the document says the reader has already. */
    void run(Path folder, String parameter, Object argument, Class<?> type) throws Exception {
        List<String> imports =
                text.lines().filter(line -> line.startsWith("import ")).toList();
        List<String> statements =
                text.lines().filter(line -> !line.startsWith("import ")).toList();
        Path source = folder.resolve("Example.java");
        Files.writeString(
                source,
                String.join("\n", imports) + "\npublic class Example {\n  public static void run(" + type.getName()
                        + " " + parameter + ") throws Exception {\n" + String.join("\n", statements) + "\n}}\n");
        compile(source, folder);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Example").getMethod("run", type).invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(problems, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            problems,
                            // Readers copy it into builds that fail on warnings.
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-Xlint:all,-processing,-classfile",
                                    "-Werror",
                                    "-parameters"),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new AssertionError(problems.getDiagnostics().stream()
                        .map(Diagnostic::toString)
                        .toList());
            }
        }
    }
}
