// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.memoir.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recurring work as one row of db-scheduler's table: picked by one process at a time, released when that process dies.
 */
final class RecurringTask {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringTask.class);

    /** The longest interval between looks for due work. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

    private RecurringTask() {}

    static Ledger.Resource start(LedgerDatabase store, String name, Duration every, Runnable work) {
        var task = Tasks.recurring(name, FixedDelay.of(every)).execute((instance, context) -> run(name, work));
        ConversationScheduler scheduler = new ConversationScheduler(
                store,
                "memoir-" + name,
                Scheduler.create(store.connections()).startTasks(task),
                1,
                every.compareTo(LONGEST_POLL) < 0 ? every : LONGEST_POLL);
        scheduler.start(store, List.of(name));
        return scheduler::close;
    }

    /** A failure is logged here, once, and does not end the schedule: the work runs again after the same pause. */
    private static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The recurring task {} failed. It runs again after its usual pause.", name, e);
        }
    }
}
