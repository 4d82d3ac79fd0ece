// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.StorageException;
import java.time.Duration;
import java.util.Map;

/**
 * The system of record: turns, memories, their history and vectors, and the change feed that indexes follow. Every
 * write is one transaction, committed when the method returns. Implementations are thread-safe.
 *
 * <p>All methods throw {@link StorageException} if the store cannot be read or written; nothing is written then.
 */
public interface Ledger extends AutoCloseable {

    /** {@return the ledger's own id, assigned at its creation} */
    String id();

    /** {@return the turns and memories} */
    ItemLedger items();

    /** {@return the change feed and the vectors, which indexes are built from} */
    ProjectionLedger projection();

    /** {@return the state of extraction} */
    LearningLedger learning();

    /** {@return the state of summaries} */
    SummaryLedger summaries();

    /** {@return the people, places and things that are spoken of} */
    EntityLedger entities();

    /** {@return exports and imports} */
    TransferLedger transfer();

    /** {@return what operators read, across all scopes} */
    AdminLedger admin();

    /**
     * Starts background work on conversations. Of all workers that share the ledger, one at a time runs a given task of
     * a conversation; another repeats it after a worker dies.
     *
     * @param work the work for each task; a task without work is marked as done
     * @param threads the maximum number of concurrent workers, at least 1
     * @param poll the interval between looks for due work
     * @return the schedule; closing it waits for running work
     */
    ConversationSchedule schedule(Map<ConversationTask, ConversationWork> work, int threads, Duration poll);

    /**
     * Starts recurring work. Of all processes that share the ledger, one at a time runs it; another takes over when
     * that one dies.
     *
     * @param name the name of the work, the same in all processes
     * @param every the pause between two runs
     * @param work the work to run; a run that throws is repeated after the pause
     * @return a handle; closing it waits for a running run
     */
    Resource recurring(String name, Duration every, Runnable work);

    @Override
    void close();

    /** A resource whose {@code close} throws no checked exception. */
    @FunctionalInterface
    interface Resource extends AutoCloseable {
        @Override
        void close();
    }
}
