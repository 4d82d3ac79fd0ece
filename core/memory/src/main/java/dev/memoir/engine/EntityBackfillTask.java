package dev.memoir.engine;

import dev.memoir.ledger.EntityLedger;

/**
 * Links what was said before with names that came later, behind the conversations, a part at a time. What is left when the
 * memory is closed goes on when it is opened again. Thread-safe.
 */
final class EntityBackfillTask implements AutoCloseable {

    /** The index follows after so many parts: each of its commits costs more than a part. */
    private static final int FOLLOWED_TOGETHER = 20;

    private final EntityLedger ledger;
    private final Runnable committed;
    private volatile boolean closed;

    /**
     * @param ledger has what is to be linked
     * @param committed has the index follow
     */
    EntityBackfillTask(EntityLedger ledger, Runnable committed) {
        this.ledger = ledger;
        this.committed = committed;
    }

    /** Links all there is to link. */
    void run() {
        drain(Long.MAX_VALUE);
    }

    /**
     * Links all there is to link, in time.
     *
     * @param end when to stop, by {@link System#nanoTime()}; {@link Long#MAX_VALUE} for never
     * @return whether nothing is left
     */
    boolean drain(long end) {
        int parts = 0;
        while (!closed && (end == Long.MAX_VALUE || System.nanoTime() < end)) {
            if (!ledger.linkEarlier()) {
                if (parts > 0) {
                    committed.run();
                }
                return true;
            }
            if (++parts == FOLLOWED_TOGETHER) {
                committed.run();
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
