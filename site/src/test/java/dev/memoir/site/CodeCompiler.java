// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles code of the documentation: whole files as they are, members and statements in a class of their own. */
final class CodeCompiler {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern MEMBER = Pattern.compile(
            "\\A(?:@\\w+.*\\n)*(?:public |protected |private |static |final )+[^=;(]+\\(.*\\) ?(?:throws .*)?\\{");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Shared, because it has read the class path. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    private final TypeNames names;
    private final Path folder;

    CodeCompiler(TypeNames names, Path folder) {
        this.names = names;
        this.folder = folder;
    }

    /**
     * Compiles a block.
     *
     * @return the name of the class that has it
     * @throws AssertionError if it does not compile, with the messages of the compiler
     */
    String compile(CodeBlock block) throws IOException {
        String context = block.directive("compiled with");
        String[] given = context == null ? new String[] {""} : context.split(";", 2);
        String declarations = given.length > 1 ? given[1] : "";
        String imports = lines(block.code(), true);
        String body = lines(block.code(), false).strip();
        Matcher type = TYPE.matcher(body);
        String name;
        String source;
        if (type.find() && given[0].isBlank()) {
            name = type.group(1);
            source = body + "\n" + declarations;
        } else {
            name = "Example";
            String code = MEMBER.matcher(body).find()
                    ? body
                    : "static void run(" + given[0].strip() + ") throws Exception {\n" + body + "\n}";
            source = "public class Example {\n" + declarations + "\n" + code + "\n}\n";
        }
        String named = imports + "\n" + source + "\n" + String.join(" ", given);
        Path file = Files.createDirectories(folder).resolve(name + ".java");
        Files.writeString(file, packaged(imports + names.imports(named) + source));
        check(block, file, folder);
        return name;
    }

    /** A package declaration comes before the imports that were added. */
    private static String packaged(String source) {
        Matcher declared = Pattern.compile("^package .*;\\n", Pattern.MULTILINE).matcher(source);
        return declared.find() ? declared.group() + declared.replaceFirst("") : source;
    }

    private static String lines(String code, boolean imports) {
        return code.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static void check(CodeBlock block, Path file, Path folder) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-d",
                folder.toString(),
                // Of what the pages call an example: the dialect of H2.
                "-sourcepath",
                Path.of("..", "core", "jdbc", "src", "test", "java").toString(),
                "-implicit:none",
                "-proc:none",
                "-parameters",
                "-Xlint:deprecation,unchecked,removal",
                "-Werror");
        @Nullable
        Boolean compiled = COMPILER.getTask(null, FILES, problems, options, null, FILES.getJavaFileObjects(file))
                .call();
        if (!Boolean.TRUE.equals(compiled)) {
            throw new AssertionError("The code at " + block + " does not compile:\n"
                    + problems.getDiagnostics().stream()
                            .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
                            .map(each -> each.getMessage(Locale.ROOT) + "\n  in: " + at(each))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String at(Diagnostic<? extends JavaFileObject> problem) {
        try {
            JavaFileObject source = problem.getSource();
            return source == null
                    ? "no source"
                    : source.getCharContent(true)
                            .toString()
                            .lines()
                            .skip(Math.max(0, problem.getLineNumber() - 1))
                            .findFirst()
                            .orElse("")
                            .strip();
        } catch (IOException e) {
            return "a source that cannot be read: " + e.getMessage();
        }
    }
}
