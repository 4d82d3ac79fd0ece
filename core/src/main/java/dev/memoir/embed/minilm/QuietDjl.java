package dev.memoir.embed.minilm;

import ai.djl.util.Utils;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokenizer's library off the network.
 *
 * <p>{@code HuggingFaceTokenizer.newInstance} asks the cloud's metadata service for the machine's id and sends it, with
 * version and engine, to a server of DJL's, unless {@code OPT_OUT_TRACKING} is true. Memoir sends nothing anywhere, so that
 * property is set to true for good: it silences only DJL's statistics.
 *
 * <p>On a machine with a graphics card DJL would download a CUDA build of the tokenizer. The jar has a CPU build that does
 * the same, and {@code RUST_FLAVOR=cpu} asks for it; that is put back after loading, for the application may use DJL for
 * something else.
 */
final class QuietDjl {

    static final String OPT_OUT = "OPT_OUT_TRACKING";
    static final String FLAVOR = "RUST_FLAVOR";
    static final String OFFLINE = "ai.djl.offline";

    private QuietDjl() {}

    interface Loading<T> {
        T load() throws IOException;
    }

    /** Loads something of DJL's in silence. Callers take turns: system properties belong to the whole JVM. */
    static synchronized <T> T load(Loading<T> loading) throws IOException {
        System.setProperty(OPT_OUT, "true");
        // DJL reads the environment before the property. If that insists on tracking, only offline mode is left.
        if (!Boolean.parseBoolean(Utils.getEnvOrSystemProperty(OPT_OUT))) {
            return with(OFFLINE, "true", () -> load(FLAVOR, "cpu", loading));
        }
        return load(FLAVOR, "cpu", loading);
    }

    /** DJL looks for its libraries through the thread's class loader, which on a pool's thread need not see the jar. */
    private static <T> T load(String property, String value, Loading<T> loading) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(QuietDjl.class.getClassLoader());
        try {
            return System.getProperty(property) == null ? with(property, value, loading) : loading.load();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static <T> T with(String property, String value, Loading<T> loading) throws IOException {
        @Nullable String before = System.getProperty(property);
        System.setProperty(property, value);
        try {
            return loading.load();
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
