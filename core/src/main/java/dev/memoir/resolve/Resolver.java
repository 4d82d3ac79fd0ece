package dev.memoir.resolve;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.extract.Proposal;
import java.time.Instant;
import java.util.List;

/**
 * Decides what proposals do to what is known. Nothing known is lost by it: a duplicate adds its sources, a changed value
 * supersedes, a denied one is retracted, an older one takes its place in time. Thread-safe if its collaborators are.
 *
 * <p>Memories that took each other's place form a chain. Those of its members that stand (are not retracted) are linked both
 * ways in the order in which they were said; no two of them hold at a time, and none but the last can be current. A retracted member keeps its own
 * links; it points on to what corrected it, or nowhere if it was denied, unless it was the last.
 *
 * <p>Resolving the same proposals again, against what came of them, changes nothing. (One turn that changes a fact, has it
 * forgotten and tells it anew is beyond this: what is proposed of one turn has no order of its own.)
 */
public final class Resolver {

    private final TextSimilarity similarity;
    private final IdGenerator ids;

    /**
     * @param similarity how near two texts are
     * @param ids what mints the ids of new memories
     */
    public Resolver(TextSimilarity similarity, IdGenerator ids) {
        this.similarity = similarity;
        this.ids = ids;
    }

    /**
     * {@return for each proposal the steps it leads to, none if it changes nothing} A proposal sees what those before it did,
     * so the steps of all are to be taken, in order.
     *
     * @param proposals accepted ones, in order
     * @param known what is known
     * @param extractor what proposed them, see {@link Memory#extractor()}
     * @param now when this is recorded
     */
    public List<List<Revision>> resolve(
            List<Proposal> proposals, ResolutionContext known, String extractor, Instant now) {
        BatchResolution resolving =
                new BatchResolution(new DuplicateDetector(similarity), ids, known, extractor, now, proposals);
        return proposals.stream().map(resolving::resolve).toList();
    }
}
