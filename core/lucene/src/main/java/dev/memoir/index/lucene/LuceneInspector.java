// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.inspection.IndexState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Inspects the last commit of an index on disk, without its write lock and without writing a byte. */
final class LuceneInspector {

    private static final String REBUILT =
            "It is rebuilt from the ledger when the memory is opened, without embedding" + " anything again.";

    private final Path path;

    LuceneInspector(Path path) {
        this.path = path;
    }

    IndexInspection inspect() {
        if (!Files.isDirectory(path)) {
            return missing();
        }
        try (Directory directory = FSDirectory.open(path);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            return inspect(reader);
        } catch (IndexNotFoundException e) {
            return missing();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return failed(CheckResult.warning(
                    "index",
                    "The index in " + path + " cannot be read (" + e.getClass().getSimpleName() + ").",
                    REBUILT + " Check the disk."));
        }
    }

    private IndexInspection inspect(DirectoryReader reader) throws IOException {
        Map<String, String> data = reader.getIndexCommit().getUserData();
        if (!data.isEmpty() && !IndexFields.VERSION.equals(data.get("version"))) {
            return failed(CheckResult.warning(
                    "index",
                    "The index has fields of version " + data.get("version") + ", this version of Memoir uses "
                            + IndexFields.VERSION + ".",
                    REBUILT));
        }
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        } catch (IOException e) {
            return failed(CheckResult.problem(
                    "index",
                    "The index in " + path + " is damaged: a checksum is wrong.",
                    "Close the application and delete this folder: the index is rebuilt from the ledger when the memory"
                            + " is opened, without embedding anything again. Check the disk."));
        }
        IndexState state = new IndexState(
                data.getOrDefault("ledger", ""),
                data.getOrDefault("embedder", ""),
                Integer.parseInt(data.getOrDefault("dimension", "0")),
                Long.parseLong(data.getOrDefault("sequence", "0")),
                reader.numDocs(),
                bytes());
        return new IndexInspection(
                List.of(CheckResult.ok(
                                "index",
                                "The index is readable, and its checksums are right (" + reader.numDocs()
                                        + " documents).")
                        .with("documents", reader.numDocs())),
                Optional.of(state));
    }

    private IndexInspection missing() {
        return failed(CheckResult.warning("index", "There is no index in " + path + ".", REBUILT));
    }

    private static IndexInspection failed(CheckResult result) {
        return new IndexInspection(List.of(result), Optional.empty());
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
