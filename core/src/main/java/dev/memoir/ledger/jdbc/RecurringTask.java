package dev.memoir.ledger.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.memoir.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes again, as one row of db-scheduler's table: picked by one process at a time, given back when it dies. */
final class RecurringTask {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringTask.class);

    /** What is due is begun within this. */
    private static final Duration LOOKING = Duration.ofSeconds(30);

    private RecurringTask() {}

    static Ledger.Resource start(LedgerDatabase store, String name, Duration every, Runnable work) {
        var task = Tasks.recurring(name, FixedDelay.of(every)).execute((instance, context) -> run(name, work));
        ConversationScheduler leased = new ConversationScheduler(
                store,
                "memoir-" + name,
                Scheduler.create(store.connections()).startTasks(task),
                1,
                every.compareTo(LOOKING) < 0 ? every : LOOKING);
        leased.start(store, List.of(name));
        return leased::close;
    }

    /** A failure is told here, once, and is no failure of the schedule: the work comes again after the same pause. */
    private static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The recurring task {} failed. It is tried again.", name, e);
        }
    }
}
