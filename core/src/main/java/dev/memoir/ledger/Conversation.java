package dev.memoir.ledger;

import dev.memoir.Scope;

/**
 * A conversation.
 *
 * @param id the ledger's own id of it
 * @param scope the scope of its turns, exactly
 * @param name its name within that scope
 */
public record Conversation(String id, Scope scope, String name) {}
