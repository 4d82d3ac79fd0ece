// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import java.time.Duration;
import java.util.Optional;

/** Background work on one conversation. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface ConversationWork {

    /**
     * Does the work that is due.
     *
     * @param conversationId the id of the conversation
     * @return the delay until the next run, or empty if nothing is left to do
     */
    Optional<Duration> work(String conversationId);

    /**
     * {@return the delay until the next run for work that arrived during this one, or empty if none did} Called after
     * {@link #work} has reported that nothing is left.
     *
     * @param conversationId the id of the conversation
     */
    default Optional<Duration> remainingDelay(String conversationId) {
        return Optional.empty();
    }
}
