// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import java.util.ArrayList;
import java.util.List;

/** Describes an exception for the log without its messages, which may quote what was sent or stored. */
public final class LoggedFailure {

    /** Enough to find the place. */
    private static final int FRAMES = 8;

    private LoggedFailure() {}

    /**
     * {@return the classes of an exception and its causes, each with the beginning of its stack trace}
     *
     * @param failure the exception
     */
    public static String of(Throwable failure) {
        List<String> lines = new ArrayList<>();
        int causes = 0;
        for (Throwable t = failure; t != null && causes < FRAMES; t = t.getCause(), causes++) {
            lines.add(t.getClass().getName());
            StackTraceElement[] trace = t.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, trace.length); i++) {
                lines.add("  at " + trace[i]);
            }
        }
        return String.join("\n", lines);
    }
}
