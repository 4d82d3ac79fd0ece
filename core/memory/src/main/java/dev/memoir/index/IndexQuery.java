// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.StorableText;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query for candidates. Every condition is applied before the best are selected, so that none reduces the result.
 *
 * @param scope the scope; admits what it {@linkplain Scope#covers reads}
 * @param text the text of the query
 * @param vector the embedding of the query, of length 1, or null to search by words alone
 * @param hints further hints; an index that cannot search by them ignores them
 * @param pool the maximum number of candidates of each arm (vectors, words, names, times)
 * @param types turns, memories or both
 * @param kinds the kinds of memories, empty for all
 * @param conversation the name of the turns' conversation, null for all
 * @param filter the metadata filter
 * @param visibleAt the time at which items must not have expired, null to include expired ones
 */
public record IndexQuery(
        Scope scope,
        String text,
        float @Nullable [] vector,
        QueryHints hints,
        int pool,
        Set<ItemType> types,
        Set<MemoryKind> kinds,
        @Nullable String conversation,
        Filter filter,
        @Nullable Instant visibleAt) {

    /** Makes the text {@linkplain StorableText storable}. */
    public IndexQuery {
        text = StorableText.of(text);
    }

    /**
     * {@return a copy for other types}
     *
     * @param types turns, memories or both
     */
    public IndexQuery of(Set<ItemType> types) {
        return new IndexQuery(scope, text, vector, hints, pool, types, kinds, conversation, filter, visibleAt);
    }

    /**
     * {@return a copy with other hints}
     *
     * @param cues the hints
     */
    public IndexQuery with(QueryHints cues) {
        return new IndexQuery(scope, text, vector, cues, pool, types, kinds, conversation, filter, visibleAt);
    }
}
