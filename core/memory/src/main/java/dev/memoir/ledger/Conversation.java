// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Scope;

/**
 * A conversation as stored in the ledger.
 *
 * @param id the ledger's internal id
 * @param scope the exact scope of its turns
 * @param name the name, unique within the scope
 */
public record Conversation(String id, Scope scope, String name) {}
