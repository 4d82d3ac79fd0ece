// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.contract.FilterContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

class FilterPushdownTest extends FilterContract {

    private Path directory;

    @Override
    protected MemoryIndex open() throws IOException {
        directory = Files.createTempDirectory("memoir-filters");
        return LuceneIndex.open(directory, 4);
    }

    @Override
    protected void close(MemoryIndex index) throws IOException {
        index.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
