/**
 * Loading of native libraries, which SQLite, ONNX Runtime and the tokenizer need. Not part of the API.
 *
 * <p>{@link dev.memoir.platform.NativeLibraryFiles} unpacks them into a
 * {@link dev.memoir.platform.NativeLibraryFolder}, which processes share and each class loader of a JVM claims for
 * itself. {@link dev.memoir.platform.NativeLibraryFailure} explains why a library fails to load and which setting
 * helps.
 */
@NullMarked
package dev.memoir.platform;

import org.jspecify.annotations.NullMarked;
