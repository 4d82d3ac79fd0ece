package dev.memoir.samples.web;

/** What went wrong, for a person: no stack trace. */
final class Failure {

    /** A line or three: clients quote whole pages of HTML. */
    private static final int LONGEST = 300;

    private Failure() {}

    /** The first message on the way to the cause, or else what it is called. */
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
