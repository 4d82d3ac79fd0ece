// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.Utils;
import dev.memoir.internal.platform.NativeLibraryFiles;
import dev.memoir.internal.platform.TemporaryProperties;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads the native part of the Hugging Face tokenizer without DJL's own loader. That loader unpacks to a location that
 * serves only one class loader of a JVM, looks for graphics cards (with a warning on machines with an incomplete
 * driver) and downloads a build for them; and DJL's {@code HuggingFaceTokenizer} reports the machine to a server.
 * Memoir needs none of this.
 */
final class TokenizerLibrary {

    /** DJL's own setting, in the environment or as a property, which takes precedence. */
    private static final String PATH = "RUST_LIBRARY_PATH";

    private static final String FLAVOR = "RUST_FLAVOR";

    private TokenizerLibrary() {}

    static TokenizersLibrary load() {
        List<URL> files = files();
        if (files.isEmpty() || Utils.getEnvOrSystemProperty(PATH) != null) {
            return throughDjl(Map.of());
        }
        Path folder = NativeLibraryFiles.unpack("tokenizers", files);
        if (TokenizersLibrary.class.getClassLoader() != TokenizerLibrary.class.getClassLoader()) {
            // A native library belongs to the class loader of the class that loads it: only a class of DJL can load it
            // for DJL.
            return throughDjl(Map.of(PATH, folder.toString()));
        }
        for (URL file : files) {
            System.load(folder.resolve(NativeLibraryFiles.fileName(file)).toString());
        }
        return TokenizersLibrary.LIB;
    }

    private static TokenizersLibrary throughDjl(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(settings);
        // The JAR contains the build for CPUs; any other would be downloaded.
        if (Utils.getEnvOrSystemProperty(FLAVOR) == null) {
            properties.put(FLAVOR, "cpu");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL finds its files through the thread's class loader, which in a pool's thread may not see the JAR.
        thread.setContextClassLoader(TokenizersLibrary.class.getClassLoader());
        try {
            return TemporaryProperties.with(properties, () -> {
                LibUtils.checkStatus();
                return TokenizersLibrary.LIB;
            });
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** {@return the library and its dependencies in loading order; empty if the JAR contains none for this platform} */
    private static List<URL> files() {
        String system = System.getProperty("os.name");
        boolean windows = system.startsWith("Win");
        String os = windows ? "win" : system.startsWith("Mac") ? "osx" : "linux";
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        String library = System.mapLibraryName("tokenizers");
        List<URL> files = new ArrayList<>();
        for (String name : windows
                ? List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", library)
                : List.of(library)) {
            URL file = TokenizersLibrary.class.getResource("/native/lib/" + os + "-" + machine + "/cpu/" + name);
            if (file == null) {
                return List.of();
            }
            files.add(file);
        }
        return files;
    }
}
