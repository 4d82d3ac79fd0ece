package dev.memoir.spring.autoconfigure;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up while the ledger can be read. An index that lags or an embedder that fails does not make a memory sick: turns go on. */
final class MemoirHealthIndicator extends AbstractHealthIndicator {

    private final LongTermMemory memory;

    MemoirHealthIndicator(LongTermMemory memory) {
        super("The memory's ledger cannot be read");
        this.memory = memory;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        MemoryStatus status = memory.status();
        health.up()
                .withDetail("turns", status.stats().turns())
                .withDetail("pending", status.stats().pendingTurns())
                .withDetail("parked", status.stats().parkedTurns())
                .withDetail("lag", status.indexLag());
    }
}
