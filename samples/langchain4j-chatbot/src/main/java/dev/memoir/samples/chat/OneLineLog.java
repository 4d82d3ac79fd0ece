// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Formats warnings as one line on standard error. Of a cause only the type is printed, because its message may quote
 * memory.
 */
public final class OneLineLog extends Formatter {

    /**
     * Loggers that are irrelevant in a chat: each retry of a request, the failure of which is reported anyway, and
     * missing use of graphics cards or vector instructions. Referenced here, because the JDK garbage-collects
     * unreferenced loggers.
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
