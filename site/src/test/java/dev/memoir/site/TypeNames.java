// SPDX-License-Identifier: Apache-2.0
package dev.memoir.site;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public types that code of the documentation may use without an import, as an editor would add them. */
final class TypeNames {

    /** The order decides between types of one name: a reader of these pages means Memoir's, then the JDK's. */
    private static final List<String> PREFIXES = List.of(
            "dev/memoir/",
            "java/util/",
            "java/time/",
            "java/nio/file/",
            "java/io/",
            "dev/langchain4j/",
            "org/springframework/",
            "javax/sql/",
            "reactor/core/publisher/");

    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    private final Map<String, String> bySimpleName = new HashMap<>();

    /** Reads the names from the class path and the JDK. */
    TypeNames() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            try {
                if (Files.isDirectory(path)) {
                    addAll(path);
                } else if (entry.endsWith(".jar") && Files.exists(path)) {
                    try (FileSystem jar = FileSystems.newFileSystem(path)) {
                        addAll(jar.getPath("/"));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + path, e);
            }
        }
        FileSystem jdk = FileSystems.getFileSystem(java.net.URI.create("jrt:/"));
        for (String module : List.of("java.base", "java.sql", "java.net.http")) {
            try {
                addAll(jdk.getPath("/modules", module));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot list " + module, e);
            }
        }
    }

    private void addAll(Path root) throws IOException {
        for (String prefix : PREFIXES) {
            Path folder = root.resolve(prefix);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(file -> root.relativize(file).toString())
                            .filter(name -> name.endsWith(".class") && !name.contains("/internal/"))
                            .forEach(this::add);
                }
            }
        }
    }

    private void add(String file) {
        String name = file.substring(0, file.length() - ".class".length());
        String simple = name.substring(name.lastIndexOf('/') + 1);
        if (!simple.contains("$")) {
            bySimpleName.merge(simple, name, (one, other) -> rank(other) < rank(one) ? other : one);
        }
    }

    /** Prefers the earlier prefix, and within a prefix the type nearest to its root. */
    private static int rank(String name) {
        int prefix = 0;
        while (!name.startsWith(PREFIXES.get(prefix))) {
            prefix++;
        }
        return prefix * 100 + (int) name.chars().filter(c -> c == '/').count();
    }

    /** {@return the import statements for the types that a code names and does not import itself} */
    String imports(String code) {
        Set<String> imported = code.lines()
                .filter(line -> line.startsWith("import "))
                .map(line -> line.substring(line.lastIndexOf('.') + 1, line.indexOf(';')))
                .collect(Collectors.toSet());
        return NAME
                .matcher(code)
                .results()
                .map(match -> match.group())
                .filter(name -> !imported.contains(name) && bySimpleName.containsKey(name))
                .map(name -> "import " + bySimpleName.get(name).replace('/', '.') + ";\n")
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining());
    }
}
