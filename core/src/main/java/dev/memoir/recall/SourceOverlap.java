package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which turns of a context repeat a fact: a turn is left out where facts extracted from it are there already, unless it matches
 * words of the question that those do not. A fact behind its turn stays: it has the date resolved and the names in full.
 * Confined to one packing.
 */
public final class SourceOverlap {

    private final Map<String, Candidate> candidates = new HashMap<>();
    private final Map<TurnPosition, WordMatches> statedByFacts = new HashMap<>();

    /**
     * Prepares for a packing.
     *
     * @param ranked the candidates that may be packed; what is not among them repeats nothing
     */
    public SourceOverlap(Collection<Ranked> ranked) {
        ranked.forEach(each -> candidates.put(each.ref().id(), each.candidate()));
    }

    /** {@return whether everything that an item says to the question is in the context already} */
    boolean repeats(String itemId) {
        Candidate candidate = candidates.get(itemId);
        if (candidate == null || candidate.position() == null) {
            return false;
        }
        WordMatches facts = statedByFacts.get(candidate.position());
        return facts != null && candidate.words().within(facts);
    }

    /** Notes that an item is in the context. */
    void packed(String itemId) {
        Candidate candidate = candidates.get(itemId);
        if (candidate == null) {
            return;
        }
        for (TurnPosition source : candidate.relations().sources()) {
            statedByFacts.merge(source, candidate.words(), WordMatches::and);
        }
    }
}
