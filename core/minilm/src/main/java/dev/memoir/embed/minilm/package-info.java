/**
 * The embedded embedder: all-MiniLM-L6-v2 on ONNX Runtime, without network access or key.
 *
 * <p>{@link dev.memoir.embed.minilm.MiniLmEmbedder} is its only public type. All embedders of a JVM share one
 * {@code SharedModel}; a {@code WordPieceTokenizer} splits texts into windows, a {@code BoundedExecutor} runs batches
 * of them in parallel on a {@code MiniLmSession}. Nothing here calls home: telemetry and downloads of the native
 * libraries are disabled.
 */
@NullMarked
package dev.memoir.embed.minilm;

import org.jspecify.annotations.NullMarked;
