package dev.memoir.samples.operations;

import dev.memoir.samples.chat.ProgressBars;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a person sees: standard error, for standard output may be an export. */
final class Terminal {

    /** The launcher says whether standard error is a terminal; Java only knows of standard output. */
    private static final boolean WATCHED = Boolean.getBoolean("memoir.terminal");

    static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Terminal() {}

    /** {@return bars where a person sees them} In a log they would be thousands of lines. */
    static ProgressBars bars() {
        return new ProgressBars(
                WATCHED ? ERR : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    static void tell(String message) {
        ERR.println("memoir: " + message);
    }
}
