// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import ai.onnxruntime.OrtEnvironment;
import dev.memoir.internal.platform.NativeLibraryFiles;
import dev.memoir.internal.platform.TemporaryProperties;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Loads ONNX Runtime's native library from the folder of this class loader. By default it unpacks 17 MB into a new
 * temporary folder at each start, which remains when the process is killed.
 */
final class OnnxRuntimeLibrary {

    /** ONNX Runtime's own setting, which takes precedence. */
    private static final String PATH = "onnxruntime.native.path";

    private OnnxRuntimeLibrary() {}

    static OrtEnvironment load() {
        List<URL> files = files();
        if (files.isEmpty() || System.getProperty(PATH) != null) {
            return OrtEnvironment.getEnvironment();
        }
        Path folder = NativeLibraryFiles.unpack("onnxruntime", files);
        EmptyFolderCleanup.sweep(Path.of(System.getProperty("java.io.tmpdir")), "onnxruntime-java");
        return TemporaryProperties.with(Map.of(PATH, folder.toString()), OrtEnvironment::getEnvironment);
    }

    /** {@return the library and its Java binding; empty if the JAR contains none for this platform} */
    private static List<URL> files() {
        List<URL> files = new ArrayList<>();
        for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
            // Apple's Java uses the extension jnilib, ONNX Runtime dylib.
            String name = System.mapLibraryName(library).replace("jnilib", "dylib");
            URL file = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + name);
            if (file == null) {
                return List.of();
            }
            files.add(file);
        }
        return files;
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        return os + "-" + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
    }
}
