/**
 * The index of a memory on a Chroma server (1.0 or later).
 *
 * <p>{@link dev.memoir.index.chroma.ChromaIndex} configures and opens it, on top of the frame for vector stores in
 * {@link dev.memoir.vectorstore}. The server receives vectors, ids and hashed scopes, but no words. Failures quote
 * neither stored content nor credentials.
 */
@NullMarked
package dev.memoir.index.chroma;

import org.jspecify.annotations.NullMarked;
