// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.platform;

import dev.memoir.NativeLibraryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Creates exceptions that explain why a native library fails to load and which setting helps. */
public final class NativeLibraryFailure {

    private static final String SET = "Set -D" + NativeLibraryFolder.PROPERTY
            + "=… to a folder that this user may write to and run libraries from";

    private NativeLibraryFailure() {}

    static NativeLibraryException unwritable(Path folder, Throwable cause) {
        return new NativeLibraryException(
                "Native libraries cannot be unpacked into " + folder + " (" + cause + "). " + SET + ".", cause);
    }

    static NativeLibraryException foreign(Path folder) {
        return new NativeLibraryException(
                "Native libraries are not loaded from " + folder
                        + ", because another user owns it or may write to it. Remove it, or set -D"
                        + NativeLibraryFolder.PROPERTY + "=… to a folder that this user owns.",
                null);
    }

    static NativeLibraryException exhausted(Path folder, int claims) {
        return new NativeLibraryException(
                claims + " class loaders of this JVM use the folders in " + folder
                        + ". If applications were redeployed, their old class loaders are not collected: close each"
                        + " LongTermMemory with its application, or restart the server.",
                null);
    }

    /**
     * {@return the exception for a library that the linker rejects}
     *
     * @param library the library's name for users
     * @param folder the folder that it was unpacked into; null if it was not unpacked
     * @param cause the failure of the linker, or an exception caused by it
     * @param platforms the platforms that the library supports
     */
    public static NativeLibraryException of(String library, @Nullable Path folder, Throwable cause, String platforms) {
        String linker = linkerMessage(cause);
        return new NativeLibraryException(
                library + " could not be loaded on " + platform() + " (" + linker + "). "
                        + advice(library, folder, linker, platforms),
                cause);
    }

    private static String advice(String library, @Nullable Path folder, String linker, String platforms) {
        if (linker.contains("already loaded in another classloader")) {
            return "Another class loader of this JVM has loaded the same file, because a setting applies to all of"
                    + " them. Remove the setting (onnxruntime.native.path, RUST_LIBRARY_PATH or"
                    + " org.sqlite.lib.path), or put the JAR"
                    + " of " + library + " where all applications of the server share it.";
        }
        if (linker.contains("failed to map segment")) {
            return "The file system of " + (folder == null ? "its folder" : folder) + " is mounted noexec. " + SET
                    + ".";
        }
        return "It supports " + platforms + ". " + SET + " if the temporary folder does not allow that.";
    }

    /** Libraries wrap the linker's message in exceptions of their own. */
    private static String linkerMessage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsatisfiedLinkError) {
                return String.valueOf(cause.getMessage());
            }
        }
        return String.valueOf(failure);
    }

    private static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version");
    }
}
