// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.operation;

import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.audit.AuditLog;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Deletes old entries of the audit log, once an hour. */
@Component
final class AuditRetention implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

    private final AuditLog audit;
    private final ServerSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "audit-retention");
        thread.setDaemon(true);
        return thread;
    });

    AuditRetention(AuditLog audit, ServerSettings settings, InstantSource clock) {
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        @SuppressWarnings({"FutureReturnValueIgnored", "UnusedVariable"}) // it runs until the server stops
        Object unused = schedule.scheduleWithFixedDelay(this::run, 1, 60, TimeUnit.MINUTES);
    }

    /** Deletes what is older than the settings say. */
    void run() {
        try {
            audit.deleteBefore(clock.instant().minus(settings.auditRetention()));
        } catch (DataAccessException e) {
            LOG.warn("Old entries of the audit log could not be deleted; it is tried again in an hour.");
        }
    }

    @Override
    public void destroy() {
        schedule.shutdownNow();
    }
}
