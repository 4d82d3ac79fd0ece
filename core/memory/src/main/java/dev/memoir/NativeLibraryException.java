// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * A native library (SQLite, ONNX Runtime, the tokenizer) cannot be unpacked, loaded or run on this machine. The message
 * names the library, the folder and the setting that helps.
 */
public class NativeLibraryException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the failure of the linker or the file system, if any
     */
    public NativeLibraryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
