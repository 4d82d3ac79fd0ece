package dev.memoir.jdbc;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flyway's log, with its half dozen lines of progress at every opening moved to debug. Public for Flyway to make it. */
public final class MigrationLogLevel implements LogCreator {

    /** Made by Flyway. */
    public MigrationLogLevel() {}

    @Override
    public Log createLogger(Class<?> type) {
        Logger log = LoggerFactory.getLogger(type);
        return new Log() {
            @Override
            public void debug(String message) {
                log.trace(message);
            }

            @Override
            public void info(String message) {
                log.debug(message);
            }

            @Override
            public void warn(String message) {
                log.warn(message);
            }

            @Override
            public void error(String message) {
                log.error(message);
            }

            @Override
            public void error(String message, Exception e) {
                log.error(message, e);
            }

            @Override
            public void notice(String message) {
                log.debug(message);
            }
        };
    }
}
