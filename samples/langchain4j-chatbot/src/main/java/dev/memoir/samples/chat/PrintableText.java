package dev.memoir.samples.chat;

import java.util.regex.Pattern;

/** Texts of others, made fit for a terminal: an escape sequence in a memory or an answer must not take it over. */
public final class PrintableText {

    /** A terminal's line or three; a turn can have four million characters. */
    private static final int LONGEST_LINE = 300;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private PrintableText() {}

    static String text(String text) {
        return CONTROLS.matcher(text.replace("\r\n", "\n")).replaceAll(" ").strip();
    }

    /** One line, cut where it is very long, which is said. */
    public static String line(String text) {
        String line = WHITE_SPACE.matcher(text(text)).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        if (length <= LONGEST_LINE) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "… (" + (length - LONGEST_LINE)
                + " more characters)";
    }

    /** What went wrong, without a stack trace: the first message on the way to the cause, or else what it is called. */
    public static String line(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && !message.isBlank()) {
                return line(message);
            }
        }
        return failure.getClass().getSimpleName();
    }
}
