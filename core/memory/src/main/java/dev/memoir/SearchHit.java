// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;

/**
 * An item that a search found.
 *
 * @param item the turn or memory
 * @param score 0 to 1, higher is better; it does not depend on what else matched
 * @param explanation each signal's share of the score, which add up to it; empty unless requested
 * @param coveredBy the ids of the items whose lines in the {@linkplain SearchResult#context() context} state this one:
 *     its own id if it has a line; another's if that says the same words, is extracted from it or is its source; empty
 *     if the context does not state it
 * @param contextStatus whether the context states it, and if not, why not
 */
public record SearchHit(
        MemoryItem item,
        double score,
        List<ScoreComponent> explanation,
        List<String> coveredBy,
        ContextStatus contextStatus) {

    /**
     * Copies the lists.
     *
     * @throws InvalidInputException if the status says that the context states the item and no line does, or the
     *     reverse
     */
    public SearchHit {
        explanation = List.copyOf(explanation);
        coveredBy = List.copyOf(coveredBy);
        if (contextStatus.inContext() == coveredBy.isEmpty()) {
            throw new InvalidInputException("A hit that is " + contextStatus + " cannot be covered by " + coveredBy
                    + ". Give the ids of lines exactly if the context states it.");
        }
    }

    /**
     * Creates a hit that is not in a context.
     *
     * @param item the turn or memory
     * @param score 0 to 1, higher is better
     * @param explanation each signal's share of the score
     */
    public SearchHit(MemoryItem item, double score, List<ScoreComponent> explanation) {
        this(item, score, explanation, List.of(), ContextStatus.NO_CONTEXT);
    }

    /**
     * {@return this hit, covered by lines of a context}
     *
     * @param itemIds the ids of the items whose lines state it, at least one
     */
    public SearchHit coveredBy(List<String> itemIds) {
        ContextStatus status = itemIds.contains(item.id()) ? ContextStatus.OWN_LINE : ContextStatus.OTHER_LINES;
        return new SearchHit(item, score, explanation, itemIds, status);
    }

    /**
     * {@return this hit, not stated by a context}
     *
     * @param reason why the context does not state it
     */
    public SearchHit leftOut(ContextStatus reason) {
        return new SearchHit(item, score, explanation, List.of(), reason);
    }

    /** {@return whether the context states it, by a line of its own or of another item} */
    public boolean inContext() {
        return contextStatus.inContext();
    }
}
