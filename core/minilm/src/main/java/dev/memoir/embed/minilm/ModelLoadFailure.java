// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;
import dev.memoir.MemoirException;
import dev.memoir.internal.platform.NativeLibraryFailure;

/** Creates exceptions that explain what to do when the model fails to load. */
final class ModelLoadFailure {

    /** The requirements of the tokenizer and of ONNX Runtime are the same. */
    private static final String PLATFORMS =
            "Linux with glibc 2.28 or later (not Alpine's musl; use a Debian image), macOS and Windows; elsewhere"
                    + " pass the builder another Embedder";

    private ModelLoadFailure() {}

    static MemoirException of(Throwable cause) {
        if (cause instanceof MemoirException known) {
            return known;
        }
        if (cause instanceof OutOfMemoryError) {
            return ofMemory(cause);
        }
        if (isNative(cause)) {
            return NativeLibraryFailure.of("The library of all-MiniLM-L6-v2", null, cause, PLATFORMS);
        }
        return new EmbedderException(
                "all-MiniLM-L6-v2 could not be loaded. Check that the JAR of dev.memoir:memoir-minilm-weights is intact"
                        + " and that the versions of com.microsoft.onnxruntime:onnxruntime and"
                        + " ai.djl.huggingface:tokenizers are those of Memoir, or pass the builder another"
                        + " Embedder.",
                cause);
    }

    private static EmbedderException ofMemory(Throwable cause) {
        return new EmbedderException(
                "There is not enough memory to load all-MiniLM-L6-v2: its weights take 90 MB outside the heap, and"
                        + " twice that while loading. Raise -XX:MaxDirectMemorySize (by default equal to -Xmx).",
                cause);
    }

    /** Both libraries wrap the linker's message in an exception of their own. */
    private static boolean isNative(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError || cause instanceof ai.djl.engine.EngineException) {
                return true;
            }
        }
        return false;
    }
}
