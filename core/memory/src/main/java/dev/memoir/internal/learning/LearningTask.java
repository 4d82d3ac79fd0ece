// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Scope;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A kind of work on conversations for {@link LearningQueue}: what is to be done, and when. The ledger knows what is
 * pending, so nothing is lost with the queue. Implementations are thread-safe.
 */
interface LearningTask {

    /**
     * The next part of the work on a conversation.
     *
     * @param part the turns that one model call is about
     * @param delay how long it has to wait, negative if it is overdue
     */
    record Next(PromptPart part, Duration delay) {}

    /** {@return the kind of the work, which names it in the schedule} */
    ConversationTask kind();

    /** {@return a sentence for the log about what waits while the model is unavailable} */
    String waiting();

    /** {@return conversations with work to do when the memory opens} */
    List<Conversation> unfinished();

    /** {@return conversations with work that a flush completes} */
    List<Conversation> pending();

    /**
     * {@return how long a conversation waits for more turns}
     *
     * @param conversation a conversation with new turns
     * @param added the number of new turns
     */
    Duration patience(Conversation conversation, int added);

    /**
     * {@return the next part of the work on a conversation; empty if nothing is left}
     *
     * @param conversationId the id of the conversation
     * @param hurried whether the work is not to wait for more turns
     */
    Optional<Next> next(String conversationId, boolean hurried);

    /**
     * {@return how long the work that arrived during a run has to wait, or empty if none did}
     *
     * @param conversationId the id of the conversation
     */
    Optional<Duration> remainingDelay(String conversationId);

    /**
     * Ends a conversation.
     *
     * @param scope the exact scope of its turns
     * @param conversation the name of the conversation
     * @return the conversation, or empty if there is none
     */
    Optional<Conversation> end(Scope scope, String conversation);

    /**
     * Makes parked work pending again.
     *
     * @param scope the scope of the turns
     * @return the conversations
     */
    List<Conversation> replay(Scope scope);
}
