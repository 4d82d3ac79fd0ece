// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import java.util.Set;

/**
 * The names in a question as far as a ledger knows them.
 *
 * @param keys the keys of all names of the entities that the question names, as in the documents of the change feed
 * @param speakers the speakers of the turns in the scope, whether the question names them or not; only some if there
 *     are many
 */
public record QueryNames(Set<String> keys, Set<String> speakers) {

    /** Copies the sets. */
    public QueryNames {
        keys = Set.copyOf(keys);
        speakers = Set.copyOf(speakers);
    }
}
