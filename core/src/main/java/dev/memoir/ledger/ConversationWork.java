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

    /**
     * {@return after how long to come again for what came while the work ran, or empty if nothing did} Asked when the work has
     * said that nothing is left.
     *
     * @param conversationId which
     */
    default Optional<Duration> left(String conversationId) {
        return Optional.empty();
    }
}
