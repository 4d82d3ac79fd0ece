// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.extract.Proposal;
import java.time.Instant;
import java.util.List;

/**
 * Decides how proposals change the known memories. No known memory is lost: a duplicate adds its sources, a changed
 * value supersedes the old one, a denied fact is retracted, and an older one is inserted at its time. Thread-safe if
 * its collaborators are.
 *
 * <p>Memories that superseded each other form a chain. Its members that are not retracted are linked in both
 * directions, in the order in which they were said; no two of them hold at the same time, and only the last can be
 * current. A retracted member keeps its own links; it points to its correction, or nowhere if it was denied, unless it
 * was the last.
 *
 * <p>Resolving the same proposals again, against their own result, changes nothing. (An exception is one turn that
 * changes a fact, retracts it and states it again, because proposals from one turn have no order.)
 */
public final class Resolver {

    private final TextSimilarity similarity;
    private final IdGenerator ids;

    /**
     * Creates a resolver.
     *
     * @param similarity the semantic similarity of two texts
     * @param ids the generator of the ids of new memories
     */
    public Resolver(TextSimilarity similarity, IdGenerator ids) {
        this.similarity = similarity;
        this.ids = ids;
    }

    /**
     * {@return the revisions for each proposal, none if it changes nothing} A proposal sees the revisions of those
     * before it, so all revisions must be applied, in order.
     *
     * @param proposals the accepted proposals, in order
     * @param context the state to resolve against
     * @param extractor the id of the extractor that made the proposals, see {@link Memory#extractor()}
     * @param now the time of recording
     */
    public List<List<Revision>> resolve(
            List<Proposal> proposals, ResolutionContext context, String extractor, Instant now) {
        BatchResolution resolving =
                new BatchResolution(new DuplicateDetector(similarity), ids, context, extractor, now, proposals);
        return proposals.stream().map(resolving::resolve).toList();
    }
}
