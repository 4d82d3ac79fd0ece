// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import java.time.Duration;

/** A persistent schedule of background work per conversation; it survives a restart. Thread-safe. */
public interface ConversationSchedule extends AutoCloseable {

    /**
     * Schedules a task for a conversation. An earlier due time of the same task is kept.
     *
     * @param task the task to run
     * @param conversationId the id of the conversation
     * @param wait the delay, measured by the local clock
     */
    void due(ConversationTask task, String conversationId, Duration wait);

    /**
     * Stops accepting work and waits up to 20 seconds for running work. What is unfinished by then is due again at the
     * next start.
     */
    @Override
    void close();
}
