// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

/** A kind of background work on a conversation. */
public enum ConversationTask {
    /** Extract facts from its turns. */
    EXTRACT,
    /** Summarise it. */
    SUMMARIZE
}
