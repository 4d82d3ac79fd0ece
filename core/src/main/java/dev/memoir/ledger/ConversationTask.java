package dev.memoir.ledger;

/** What is done behind a conversation. */
public enum ConversationTask {
    /** Facts are drawn from its turns. */
    EXTRACT,
    /** It is summarised. */
    SUMMARIZE
}
