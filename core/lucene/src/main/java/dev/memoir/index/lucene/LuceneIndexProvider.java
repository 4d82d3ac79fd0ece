// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.IndexLocation;
import dev.memoir.index.IndexProvider;
import dev.memoir.inspection.IndexInspection;
import java.nio.file.Path;

/** Provides the default index: Lucene in the memory's directory. */
public final class LuceneIndexProvider implements IndexProvider {

    /** Creates the provider, as {@link java.util.ServiceLoader} does. */
    public LuceneIndexProvider() {}

    @Override
    public IndexLocation locate(Path directory) {
        return new LuceneIndexDirectory(directory);
    }

    @Override
    public IndexInspection inspect(Path directory) {
        return new LuceneIndexDirectory(directory).inspect();
    }
}
