// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

/** Describes failures for display, without a stack trace. */
final class Failure {

    /** The maximum length, about three lines: clients quote whole pages of HTML. */
    private static final int LONGEST = 300;

    private Failure() {}

    /** Returns the first message along the causes, or else the name of the class. */
    static String line(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && !message.isBlank()) {
                String line = message.replaceAll("\\p{Cc}+|\\s+", " ").strip();
                return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
            }
        }
        return failure.getClass().getSimpleName();
    }
}
