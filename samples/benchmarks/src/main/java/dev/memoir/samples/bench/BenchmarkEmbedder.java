// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;

/** The embedders for which recall is measured. */
enum BenchmarkEmbedder {
    /** The bundled embedder. */
    MINILM,

    /** Another model, used as an application would. */
    BGE,

    /** The same model without conversion of its cosines. */
    BGE_RAW;

    /** {@return the embedder, which the caller must close} */
    Embedder load() {
        return switch (this) {
            case MINILM -> MiniLmEmbedder.load();
            case BGE -> new ValidatingEmbedder(new BgeSmallEmbedder(true));
            case BGE_RAW -> new ValidatingEmbedder(new BgeSmallEmbedder(false));
        };
    }
}
