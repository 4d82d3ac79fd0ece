// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.EmbedderProvider;

/** Provides the default embedder, {@link MiniLmEmbedder}. */
public final class MiniLmEmbedderProvider implements EmbedderProvider {

    /** Creates the provider, as {@link java.util.ServiceLoader} does. */
    public MiniLmEmbedderProvider() {}

    @Override
    public Embedder load() {
        return MiniLmEmbedder.load();
    }
}
