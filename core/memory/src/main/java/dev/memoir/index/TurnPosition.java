// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

/**
 * The position of a turn.
 *
 * @param conversationId the ledger's id of the conversation, unique across scopes
 * @param sequence the position in the conversation
 */
public record TurnPosition(String conversationId, long sequence) {}
