package dev.memoir.samples.chat;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Warnings as one line on standard error. Of a cause only the name: its message may quote what was remembered. */
public final class OneLineLog extends Formatter {

    /**
     * What a person at a chat can do nothing about: each retry of a request whose failure is told anyway, and that neither
     * graphics card nor vector instructions are used. Held here, for the JDK forgets loggers that nobody holds.
     */
    private static final List<Logger> SILENT = Stream.of(
                    "dev.langchain4j.internal.RetryUtils",
                    "ai.djl.util.cuda.CudaUtils",
                    "org.apache.lucene.internal.vectorization.VectorizationProvider")
            .map(Logger::getLogger)
            .toList();

    public static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler console = new ConsoleHandler();
        console.setFormatter(new OneLineLog());
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public String format(LogRecord event) {
        Throwable cause = event.getThrown();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "memoir: " + PrintableText.line(formatMessage(event))
                + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")") + System.lineSeparator();
    }
}
