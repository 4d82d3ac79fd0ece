package dev.memoir.ledger;

import java.time.Duration;
import java.util.Optional;

/** Work on one conversation. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface ConversationWork {

    /**
     * Does what is due.
     *
     * @param conversationId which
     * @return after how long to come again, or empty if there is nothing left to do
     */
    Optional<Duration> work(String conversationId);
}
