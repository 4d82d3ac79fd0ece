// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.embed.Embedder;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads an embedder when it is first used, so that a failure to load it is one of the results of an inspection. */
final class LazyEmbedder implements Embedder {

    private final Supplier<Embedder> loader;
    private @Nullable Embedder loaded;

    LazyEmbedder(Supplier<Embedder> loader) {
        this.loader = loader;
    }

    private synchronized Embedder loaded() {
        Embedder embedder = loaded;
        if (embedder == null) {
            embedder = loader.get();
            loaded = embedder;
        }
        return embedder;
    }

    @Override
    public String id() {
        return loaded().id();
    }

    @Override
    public int dimension() {
        return loaded().dimension();
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return loaded().embed(texts);
    }

    @Override
    public List<float[]> embedQueries(List<String> queries) {
        return loaded().embedQueries(queries);
    }

    @Override
    public synchronized void close() {
        if (loaded != null) {
            loaded.close();
        }
    }
}
