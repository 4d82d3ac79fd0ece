// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.EmbedderException;
import dev.memoir.ForgetIncompleteException;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Administrative operations across all scopes: an application must not expose them to its users. Imported items are
 * embedded, unless they came with vectors of this memory's embedder, and indexed before the import returns.
 * Thread-safe.
 */
public interface Maintenance extends Transfer {

    /**
     * Builds a new index next to the one in use and then replaces it, in the calling thread. Searches use the old index
     * until the new one is complete, and none fails or finds less because of it; writes only wait for the final switch.
     * A failure or a crash leaves the old index in use; computed vectors are kept. If several processes share a ledger,
     * each switches on its own: let one fill the new index, then open the others with it.
     *
     * @param to the embedder or index to change to
     * @param progress is notified of embedded and indexed items
     * @throws InvalidInputException if an index is being built already, or no location for the new one is known
     * @throws EmbedderException if the new embedder fails
     * @throws MemoryIndexException if the new index cannot be created or written
     * @throws StorageException if the ledger cannot be read or written
     */
    void reindex(ReindexRequest to, ProgressListener progress);

    /**
     * Applies retention rules now, regardless of the memory's own schedule.
     *
     * @param rules the rules in order of application
     * @param dryRun true to count what would be destroyed without destroying anything
     * @return the result of each rule
     * @throws ForgetIncompleteException if items are forgotten, but bytes of them may remain in the ledger's files
     * @throws MemoryIndexException if items are forgotten, but the index could not be cleared
     */
    List<SweepResult> sweep(List<RetentionRule> rules, boolean dryRun);

    /**
     * {@return a page of the users, agents or runs that turns and current memories belong to, in the order of their
     * ids} Counts rows, so it takes longer the more the memory holds.
     *
     * @param request what to list
     * @throws InvalidInputException if {@code after} comes from another listing
     */
    Page<ScopeSummary> scopes(ScopeListRequest request);

    /**
     * {@return the scope that a turn, a memory or a step of a history was written with; empty if there is none with
     * this id}
     *
     * @param id the id of the turn, the memory or the step
     */
    Optional<Scope> scopeOf(String id);

    /**
     * {@return the tokens that learning used on each day on which it used any, in order}
     *
     * @param from the first day, in UTC
     */
    List<DailyTokens> tokenUsage(LocalDate from);

    /**
     * {@return turns that no facts could be extracted from, in the order in which they were recorded}
     *
     * @param limit the maximum number of turns
     */
    List<ParkedTurn> parkedTurns(int limit);
}
