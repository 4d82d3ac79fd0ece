package dev.memoir.index;

import dev.memoir.StorableText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a question gives away beside its words and meaning. Cues find more candidates, they exclude none.
 *
 * @param entities the keys of the names it asks about without saying them; to have one is as good as to have a word of it
 * @param windows the times it asks about
 */
public record QueryHints(Set<String> entities, List<TimeWindow> windows) {

    /** None. */
    public static final QueryHints NONE = new QueryHints(Set.of(), List.of());

    /** Copies the keys, made {@linkplain StorableText storable}, and the times. */
    public QueryHints {
        entities = entities.stream().map(StorableText::of).collect(Collectors.toUnmodifiableSet());
        windows = List.copyOf(windows);
    }
}
