package dev.memoir.index;

/**
 * A turn's place.
 *
 * @param conversationId the ledger's id of the conversation, unique over all scopes
 * @param sequence the place in it
 */
public record TurnPosition(String conversationId, long sequence) {}
