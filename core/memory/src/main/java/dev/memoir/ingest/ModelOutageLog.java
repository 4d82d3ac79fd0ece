package dev.memoir.ingest;

import dev.memoir.llm.ModelUnavailableException;
import org.slf4j.Logger;

/** Reports that a model cannot be asked, as loudly as somebody has to act. */
final class ModelOutageLog {

    private ModelOutageLog() {}

    /**
     * Reports an outage: as an error if it lasts until an operator acts.
     *
     * @param log the log of what fails
     * @param consequence a sentence about what waits
     * @param failure why
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
