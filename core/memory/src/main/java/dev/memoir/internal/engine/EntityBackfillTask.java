// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ledger.EntityLedger;

/**
 * Links earlier items with names that came later, in the background, a part at a time. What is left when the memory is
 * closed continues when it is opened again. Thread-safe.
 */
final class EntityBackfillTask implements AutoCloseable {

    /** The number of parts after which the index is updated: each of its commits costs more than a part. */
    private static final int PARTS_PER_UPDATE = 20;

    private final EntityLedger ledger;
    private final Runnable updateIndex;
    private volatile boolean closed;

    /**
     * @param ledger the ledger that holds what is to be linked
     * @param updateIndex updates the index
     */
    EntityBackfillTask(EntityLedger ledger, Runnable updateIndex) {
        this.ledger = ledger;
        this.updateIndex = updateIndex;
    }

    /** Links everything there is to link. */
    void run() {
        drain(Long.MAX_VALUE);
    }

    /**
     * Links everything there is to link, until a deadline.
     *
     * @param end the deadline by {@link System#nanoTime()}; {@link Long#MAX_VALUE} for none
     * @return whether nothing is left
     */
    boolean drain(long end) {
        int parts = 0;
        while (!closed && (end == Long.MAX_VALUE || System.nanoTime() < end)) {
            if (!ledger.linkEarlier()) {
                if (parts > 0) {
                    updateIndex.run();
                }
                return true;
            }
            if (++parts == PARTS_PER_UPDATE) {
                updateIndex.run();
                parts = 0;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }
}
