// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.MemoryIndexException;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.MemoryIndex;
import dev.memoir.inspection.IndexInspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Lucene indexes of a memory's directory. The current one is in {@code index}, or in the folder named by the file
 * {@code index.name}; one under construction is in the next {@code index-N}. Other folders with such names are remains
 * of unfinished builds.
 */
public final class LuceneIndexDirectory implements IndexLocation {

    private static final String FIRST = "index";
    private static final String POINTER = "index.name";
    private static final Pattern FOLDER = Pattern.compile("index(-\\d+)?");

    private final Path home;

    /**
     * Creates a handle.
     *
     * @param home the memory's directory; the constructor creates nothing
     */
    public LuceneIndexDirectory(Path home) {
        this.home = home;
    }

    @Override
    public MemoryIndex open(int dimension) {
        deleteUnused();
        return LuceneIndex.open(home.resolve(current()), dimension);
    }

    @Override
    public MemoryIndex openNext(int dimension) {
        deleteUnused();
        return LuceneIndex.open(home.resolve(next()), dimension);
    }

    @Override
    public void adopt() {
        Path pointer = home.resolve(POINTER + ".new");
        try {
            Files.writeString(pointer, next());
            Files.move(pointer, home.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed("written, so the previous index is opened the next time, and brought up to date", e);
        }
    }

    @Override
    public void deleteUnused() {
        String current = current();
        try (Stream<Path> folders = Files.list(home)) {
            List<Path> unused = folders.filter(Files::isDirectory)
                    .filter(folder ->
                            FOLDER.matcher(folder.getFileName().toString()).matches())
                    .filter(folder -> !folder.getFileName().toString().equals(current))
                    .toList();
            for (Path folder : unused) {
                delete(folder);
            }
        } catch (IOException e) {
            throw failed("cleared of an index that is not in use", e);
        }
    }

    /** {@return what is found in the current index, which is neither opened nor changed} */
    IndexInspection inspect() {
        return new LuceneInspector(home.resolve(current())).inspect();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String current() {
        Path pointer = home.resolve(POINTER);
        try {
            String name = Files.exists(pointer) ? Files.readString(pointer).strip() : FIRST;
            return FOLDER.matcher(name).matches() ? name : FIRST;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private String next() {
        String current = current();
        int number = current.equals(FIRST) ? 1 : Integer.parseInt(current.substring(FIRST.length() + 1));
        return FIRST + "-" + (number + 1);
    }

    private MemoryIndexException failed(String what, IOException cause) {
        return new MemoryIndexException(
                "The directory " + home + " cannot be " + what + " (" + cause
                        + "). Check that its disk is writable and has free space.",
                cause);
    }
}
