/**
 * What the platform provides: native libraries, which SQLite, ONNX Runtime and the tokenizer need, and SHA-256. Not
 * part of the API.
 *
 * <p>{@link dev.memoir.internal.platform.NativeLibraryFiles} unpacks libraries into a
 * {@link dev.memoir.internal.platform.NativeLibraryFolder}, which processes share and each class loader of a JVM claims
 * for itself. {@link dev.memoir.internal.platform.NativeLibraryFailure} explains why a library fails to load and which
 * setting helps. {@link dev.memoir.internal.platform.Sha256} hashes texts.
 */
@NullMarked
package dev.memoir.internal.platform;

import org.jspecify.annotations.NullMarked;
