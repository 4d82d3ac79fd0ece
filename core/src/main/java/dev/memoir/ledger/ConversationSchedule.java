package dev.memoir.ledger;

import java.time.Duration;

/** When conversations are worked on; it outlasts the process. Thread-safe. */
public interface ConversationSchedule extends AutoCloseable {

    /**
     * Has a conversation worked on after a while, or earlier if it is due earlier.
     *
     * @param task what to do
     * @param conversationId which
     * @param wait how long, by the clock of the machine
     */
    void due(ConversationTask task, String conversationId, Duration wait);

    /** Takes up no more work and waits, at most 20 seconds, for what runs. What does not end until then is due again at the next start. */
    @Override
    void close();
}
