package dev.memoir.internal.learning;

import dev.memoir.llm.ModelUnavailableException;
import org.slf4j.Logger;

/** Logs that a model cannot be called, at a level that shows whether an operator must act. */
final class ModelOutageLog {

    private ModelOutageLog() {}

    /**
     * Logs an outage: as an error if it lasts until an operator acts.
     *
     * @param log the logger of the failing component
     * @param consequence a sentence about what waits
     * @param failure the failure
     */
    static void report(Logger log, String consequence, RuntimeException failure) {
        if (failure instanceof ModelUnavailableException unavailable && unavailable.operatorNeeded()) {
            log.error("{} {}", unavailable.getMessage(), consequence);
        } else if (failure instanceof ModelUnavailableException unavailable) {
            log.warn("{} {}", unavailable.getMessage(), consequence);
        } else {
            log.warn("{}", consequence, failure);
        }
    }
}
