package dev.memoir.samples.bench;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;

/** The embedders that recall is measured with. */
enum BenchmarkEmbedder {
    /** The bundled one. */
    MINILM,

    /** Another model, as an application would use it. */
    BGE,

    /** The same without the conversion of its cosines. */
    BGE_RAW;

    /** {@return the embedder, to be closed} */
    Embedder load() {
        return switch (this) {
            case MINILM -> MiniLmEmbedder.load();
            case BGE -> new ValidatingEmbedder(new BgeSmallEmbedder(true));
            case BGE_RAW -> new ValidatingEmbedder(new BgeSmallEmbedder(false));
        };
    }
}
