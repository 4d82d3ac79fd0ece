// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.util.List;
import java.util.regex.Pattern;

/** Sanitises text for a terminal: an escape sequence in a memory or an answer must not take it over. */
public final class PrintableText {

    /** The maximum length of a line, about three lines of a terminal; a turn can have four million characters. */
    private static final int MAX_LINE_LENGTH = 300;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private PrintableText() {}

    static String text(String text) {
        return CONTROLS.matcher(text.replace("\r\n", "\n")).replaceAll(" ").strip();
    }

    /** Returns a single line of any length. */
    public static String unbroken(String text) {
        return WHITE_SPACE.matcher(text(text)).replaceAll(" ");
    }

    /** Returns a single line, truncated with a note if it is very long. */
    public static String line(String text) {
        String line = unbroken(text);
        int length = line.codePointCount(0, line.length());
        if (length <= MAX_LINE_LENGTH) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_LINE_LENGTH)) + "… (" + (length - MAX_LINE_LENGTH)
                + " more characters)";
    }

    /** Describes a failure without a stack trace: the first message along its causes, or else the name of its class. */
    public static String line(Throwable failure) {
        return line(message(failure));
    }

    /** Describes a failure like {@link #line(Throwable)}, with the lines of a message that lists several problems. */
    public static List<String> lines(Throwable failure) {
        return message(failure)
                .lines()
                .map(PrintableText::line)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String message(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }
}
