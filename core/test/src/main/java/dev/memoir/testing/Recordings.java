// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recordings of one test class: a folder with one file each. Thread-safe. */
final class Recordings {

    private static final Pattern SHARED = Pattern.compile("(?:system|schema)(?:-\\d+)?\\.(?:md|json)");

    private final Path folder;
    private final List<Recording> all = new ArrayList<>();

    Recordings(Path folder) {
        this.folder = folder;
        for (Path file : files()) {
            String name = name(file);
            if (name.endsWith(".md") && !SHARED.matcher(name).matches()) {
                all.add(Recording.parse(shown(name), read(file), other -> read(folder.resolve(other))));
            }
        }
    }

    /** {@return the recordings of a test, ordered by name} */
    synchronized List<Recording> of(String test) {
        return all.stream().filter(recording -> recording.test().equals(test)).toList();
    }

    synchronized List<Recording> all() {
        return List.copyOf(all);
    }

    /** {@return a new recording, stored under the first free number} */
    synchronized Recording record(String test, String model, Prompt prompt, String reply) {
        String stem = test.replace("(", "-").replace(")", "");
        int number = 1;
        while (Files.exists(folder.resolve(stem + "-" + number + ".md"))) {
            number++;
        }
        Recording recording = new Recording(shown(stem + "-" + number + ".md"), test, model, prompt, reply);
        keep(recording);
        return recording;
    }

    /** Writes a recording, replacing the content of its file. */
    synchronized void keep(Recording recording) {
        try {
            Files.createDirectories(folder);
            Files.writeString(path(recording), recording.written(this::share));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.removeIf(other -> other.file().equals(recording.file()));
        all.add(recording);
        all.sort(Comparator.comparing(Recording::file));
    }

    synchronized void delete(Recording recording) {
        delete(path(recording));
        all.remove(recording);
    }

    /** Deletes common texts that no recording uses any more. */
    synchronized void tidy() {
        List<Path> shared = files().stream()
                .filter(file -> SHARED.matcher(name(file)).matches())
                .toList();
        String used = String.join(
                "\n", all.stream().map(recording -> read(path(recording))).toList());
        for (Path file : shared) {
            if (!Pattern.compile("(?m)^(?:=== system|schema): " + Pattern.quote(name(file)) + "$")
                    .matcher(used)
                    .find()) {
                delete(file);
            }
        }
    }

    private String share(String name, String text) {
        int dot = name.lastIndexOf('.');
        for (int number = 1; ; number++) {
            String file = number == 1 ? name : name.substring(0, dot) + "-" + number + name.substring(dot);
            Path path = folder.resolve(file);
            if (!Files.exists(path)) {
                write(path, text);
                return file;
            }
            if (Prompt.unix(read(path)).equals(text)) {
                return file;
            }
        }
    }

    private Path path(Recording recording) {
        return folder.resolve(name(Path.of(recording.file())));
    }

    /** Returns the path of a file relative to the working directory of the tests. */
    private String shown(String name) {
        return folder.resolve(name).toString();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
