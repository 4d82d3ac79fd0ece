/** The embedded embedder: all-MiniLM-L6-v2 on ONNX Runtime. */
@NullMarked
package dev.memoir.embed.minilm;

import org.jspecify.annotations.NullMarked;
