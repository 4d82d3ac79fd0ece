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
 * What to find candidates for. Every condition is applied before the best are taken, so none starves the result.
 *
 * @param scope only what it {@linkplain Scope#reads reads}
 * @param text the words asked
 * @param vector the embedding of the question, of length 1, or null to search by words alone
 * @param cues what else is known of what is meant; an index that has no arm for them leaves them out
 * @param pool how many candidates each arm (vectors, words, names, times) gives at most
 * @param types turns, memories or both
 * @param kinds only memories of these kinds, empty for all
 * @param conversation only turns of the conversation of this name, null for all
 * @param filter only what it admits
 * @param visibleAt only what has not expired by then; null to find expired things too
 */
public record IndexQuery(
        Scope scope,
        String text,
        float @Nullable [] vector,
        QueryHints cues,
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
     * {@return this, of other types}
     *
     * @param types turns, memories or both
     */
    public IndexQuery of(Set<ItemType> types) {
        return new IndexQuery(scope, text, vector, cues, pool, types, kinds, conversation, filter, visibleAt);
    }

    /**
     * {@return this, with other cues}
     *
     * @param cues what is known of what is meant
     */
    public IndexQuery with(QueryHints cues) {
        return new IndexQuery(scope, text, vector, cues, pool, types, kinds, conversation, filter, visibleAt);
    }
}
