// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.samples.chat.ProgressBars;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Messages for a person, on standard error, because standard output may be an export. */
final class Terminal {

    /** Set by the launcher if standard error is a terminal; Java only knows this of standard output. */
    private static final boolean INTERACTIVE = Boolean.getBoolean("memoir.terminal");

    static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Terminal() {}

    /** {@return progress bars that are only visible on a terminal} In a log they would be thousands of lines. */
    static ProgressBars bars() {
        return new ProgressBars(
                INTERACTIVE ? ERR : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    static void report(String message) {
        ERR.println("memoir: " + message);
    }
}
