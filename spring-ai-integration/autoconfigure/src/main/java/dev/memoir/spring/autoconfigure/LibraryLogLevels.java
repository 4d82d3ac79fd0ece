// SPDX-License-Identifier: Apache-2.0
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
 * Keeps a memory's connection pools and scheduler from logging their start at INFO: about a dozen lines that none of
 * their settings turns off. Only the opening thread is affected, and only while the memory opens: the application's own
 * pools and schedulers log as usual, and so do the memory's at DEBUG. Works with Logback, Boot's default.
 */
final class LibraryLogLevels {

    private static final boolean LOGBACK =
            ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", LibraryLogLevels.class.getClassLoader());

    private LibraryLogLevels() {}

    /**
     * Runs a task without the libraries' log lines at INFO.
     *
     * @param work the task
     * @return its result
     */
    static <T> T quietly(Supplier<T> work) {
        return LOGBACK ? WithLogback.quietly(work) : work.get();
    }

    /** A separate class, loaded only if Logback is present. */
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

    /** Denies what the libraries log at INFO on one thread. */
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
                    // A library that is configured to log more logs everything.
                    && logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO);
            return denied ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
