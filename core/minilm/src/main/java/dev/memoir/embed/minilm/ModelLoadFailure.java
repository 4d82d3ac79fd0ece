package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;
import dev.memoir.MemoirException;
import dev.memoir.platform.NativeLibraryFailure;

/** Says what can be done when the model does not load. */
final class ModelLoadFailure {

    /** The tokenizer and ONNX Runtime ask for the same. */
    private static final String PLATFORMS =
            "Linux with glibc 2.28 or later (Alpine's musl will not do; use a Debian image), macOS and Windows; elsewhere"
                    + " give the builder another Embedder";

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
                "all-MiniLM-L6-v2 could not be loaded. Is the jar of dev.memoir:memoir-minilm-weights damaged, or do the"
                        + " versions of com.microsoft.onnxruntime:onnxruntime and ai.djl.huggingface:tokenizers differ"
                        + " from Memoir's? Or give the builder another Embedder.",
                cause);
    }

    private static EmbedderException ofMemory(Throwable cause) {
        return new EmbedderException(
                "There is not enough memory to load all-MiniLM-L6-v2: its weights take 90 MB outside the heap, and twice"
                        + " that while loading. Raise -XX:MaxDirectMemorySize (by default as much as -Xmx).",
                cause);
    }

    /** Both libraries wrap the linker's complaint in an exception of their own. */
    private static boolean isNative(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError || cause instanceof ai.djl.engine.EngineException) {
                return true;
            }
        }
        return false;
    }
}
