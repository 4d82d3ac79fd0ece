// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.IndexState;
import dev.memoir.inspection.LedgerState;
import dev.memoir.inspection.StoredVectors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares an index with the ledger that it follows and with the configured embedder.
 *
 * @param index the state of the index
 * @param ledger the state of the ledger, or null if it cannot be read
 * @param live whether an application has the index open, which then has applied more than is on disk
 * @param own whether one process at a time has the index, so that no other one follows the ledger meanwhile
 */
record IndexChecks(IndexState index, @Nullable LedgerState ledger, boolean live, boolean own) {

    /** What an embedded index may lack after a crash: it commits after as many writes. Applied within a second. */
    private static final long SMALL_LAG = 10_000;

    CheckResult position() {
        if (ledger == null) {
            return CheckResult.ok(
                    "index-lag", "The index has applied change " + index.sequence() + "; the ledger's is unknown.");
        }
        if (!index.ledgerId().isEmpty() && !index.ledgerId().equals(ledger.id())) {
            return CheckResult.warning(
                    "index-lag",
                    "The index belongs to another ledger.",
                    "If the ledger was replaced on purpose, open the memory: the index is rebuilt. Otherwise restore"
                            + " the ledger that belongs to it.");
        }
        long lag = ledger.lastChange() - index.sequence();
        return judged(lag).with("lag", lag);
    }

    private CheckResult judged(long lag) {
        if (lag < 0) {
            return CheckResult.warning(
                    "index-lag",
                    "The index is " + ReadableAmount.count(-lag, "change") + " ahead of the ledger, as after restoring"
                            + " an older copy of the ledger.",
                    "If the ledger was restored on purpose, open the memory: the index is rebuilt.");
        }
        if (lag == 0) {
            return CheckResult.ok("index-lag", "The index contains every change of the ledger.");
        }
        String message = "The index on disk lacks up to " + ReadableAmount.count(lag, "change") + " of the ledger";
        if (live) {
            return CheckResult.ok(
                    "index-lag", message + ". The application that has it open keeps the latest in memory.");
        }
        if (lag <= SMALL_LAG) {
            return CheckResult.ok(
                    "index-lag", message + (own ? ", which are applied when the memory is opened." : "."));
        }
        return CheckResult.warning(
                "index-lag",
                message + ".",
                own
                        ? "They are applied when the memory is opened, which takes longer then."
                        : "Check that an application is running and what its status() reports as indexFailure: its"
                                + " items may not be found.");
    }

    CheckResult embedder(EmbedderIdentity configured) {
        Optional<StoredVectors> stored = stored(configured.id());
        if (stored.isPresent() && stored.get().dimension() != configured.dimension()) {
            return CheckResult.problem(
                    "index-embedder",
                    "The vectors stored for the embedder " + configured.id() + " have "
                            + stored.get().dimension() + " dimensions, but it returns " + configured.dimension() + ".",
                    "Open the memory with the model that made them, or give the other model another id.");
        }
        boolean same = index.embedderId().equals(configured.id()) && index.dimension() == configured.dimension();
        if (same || index.embedderId().isEmpty()) {
            return CheckResult.ok(
                    "index-embedder",
                    same ? "The index has the vectors of the configured embedder." : "The index is empty.");
        }
        return CheckResult.warning(
                "index-embedder",
                "The index has vectors of " + index.embedderId() + " (" + index.dimension()
                        + " dimensions), the configured embedder is " + configured.id() + " (" + configured.dimension()
                        + ").",
                "Configure the embedder that the application uses. If the application changes to this one, the index is"
                        + " rebuilt and " + missing(stored) + ".");
    }

    private Optional<StoredVectors> stored(String embedderId) {
        return ledger == null
                ? Optional.empty()
                : ledger.vectors().stream()
                        .filter(vectors -> vectors.embedderId().equals(embedderId))
                        .findFirst();
    }

    private String missing(Optional<StoredVectors> stored) {
        if (ledger == null) {
            return "what has no vector of it is embedded";
        }
        long items = ledger.stats().turns()
                + ledger.stats().memories()
                + ledger.stats().pastMemories();
        long left = Math.max(0, items - stored.map(StoredVectors::items).orElse(0L));
        return "about " + ReadableAmount.count(left, "item") + " are embedded anew";
    }
}
