// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

/**
 * Identifies a request, so that it is carried out only once.
 *
 * @param key unique within the scope
 * @param contentHash a hash of the content, to detect a key that is reused for another request
 */
public record RequestKey(String key, String contentHash) {}
