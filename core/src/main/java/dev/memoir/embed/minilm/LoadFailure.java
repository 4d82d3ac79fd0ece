package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;

/** Says what can be done when the model does not load. */
final class LoadFailure {

    private LoadFailure() {}

    static EmbedderException of(Throwable cause) {
        if (cause instanceof EmbedderException known) {
            return known;
        }
        if (cause instanceof OutOfMemoryError) {
            return ofMemory(cause);
        }
        return new EmbedderException(
                "all-MiniLM-L6-v2 could not be loaded on " + platform() + ". " + advice(cause)
                        + " Or give the builder another Embedder.",
                cause);
    }

    private static EmbedderException ofMemory(Throwable cause) {
        return new EmbedderException(
                "There is not enough memory to load all-MiniLM-L6-v2: its weights take 90 MB outside the heap, and twice"
                        + " that while loading. Raise -XX:MaxDirectMemorySize (by default as much as -Xmx).",
                cause);
    }

    private static String advice(Throwable cause) {
        if (isNative(cause)) {
            return "Its native libraries need Linux with glibc 2.28 or later (Alpine's musl will not do; use a Debian"
                    + " image), macOS or Windows, and a folder they can be unpacked into and run from: set"
                    + " -Djava.io.tmpdir for ONNX Runtime and DJL_CACHE_DIR for the tokenizer if the usual ones are"
                    + " read-only or mounted noexec.";
        }
        return "Is the jar of dev.memoir:memoir-minilm-weights damaged, or do the versions of"
                + " com.microsoft.onnxruntime:onnxruntime and ai.djl.huggingface:tokenizers differ from Memoir's?";
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

    private static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version");
    }
}
