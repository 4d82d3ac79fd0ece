package dev.memoir.spring.autoconfigure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.util.ClassUtils;

/**
 * Keeps a memory's connection pools and scheduler from reporting at INFO that they start, which they do with a dozen lines
 * that no setting of theirs turns off. Only the opening thread is affected, only while the memory opens: the application's
 * own pools and schedulers report as ever, and so do a memory's at DEBUG. Works with Logback, Boot's default.
 */
final class LibraryLogLevels {

    private static final boolean LOGBACK =
            ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", LibraryLogLevels.class.getClassLoader());

    private LibraryLogLevels() {}

    /**
     * Does something without the libraries' lines at INFO.
     *
     * @param work what is done
     * @return its result
     */
    static <T> T quietly(Supplier<T> work) {
        return LOGBACK ? WithLogback.quietly(work) : work.get();
    }

    /** A class of its own, so that it is loaded where Logback is. */
    private static final class WithLogback {

        static <T> T quietly(Supplier<T> work) {
            ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
            if (!(loggers instanceof LoggerContext context)) {
                return work.get();
            }
            TurboFilter filter = new InfoOfLibraries(Thread.currentThread());
            context.addTurboFilter(filter);
            try {
                return work.get();
            } finally {
                context.getTurboFilterList().remove(filter);
            }
        }
    }

    /** Denies what the libraries say at INFO on one thread. */
    private static final class InfoOfLibraries extends TurboFilter {

        private static final List<String> LIBRARIES =
                List.of("com.zaxxer.hikari.", "com.github.kagkarlsson.scheduler.");

        private final Thread thread;

        InfoOfLibraries(Thread thread) {
            this.thread = thread;
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable failure) {
            boolean denied = level.equals(Level.INFO)
                    && Thread.currentThread() == thread
                    && LIBRARIES.stream().anyMatch(logger.getName()::startsWith)
                    // Whoever has asked for more of a library gets all of it.
                    && logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO);
            return denied ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
