package dev.memoir.ledger;

import java.util.Set;

/**
 * What a ledger knows of the names in a question.
 *
 * @param keys the keys of all names of the entities that it names, as the documents of the change feed carry them
 * @param speakers who speaks in what the asker reads, as their turns have them, named or not; of a crowd some
 */
public record QueryNames(Set<String> keys, Set<String> speakers) {

    /** Copies both. */
    public QueryNames {
        keys = Set.copyOf(keys);
        speakers = Set.copyOf(speakers);
    }
}
