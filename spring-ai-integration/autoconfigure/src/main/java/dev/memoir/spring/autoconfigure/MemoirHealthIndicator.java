// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.IndexFailure;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryStatus;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Reports up while the ledger can be read and the index can be written and searched. An index that only lags, or an
 * embedder that fails, does not make a memory unhealthy: turns continue.
 */
final class MemoirHealthIndicator extends AbstractHealthIndicator {

    private final LongTermMemory memory;

    MemoirHealthIndicator(LongTermMemory memory) {
        super("The memory's ledger cannot be read");
        this.memory = memory;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        MemoryStatus status = memory.status();
        IndexFailure failure = status.indexFailure();
        if (failure == null) {
            health.up();
        } else {
            health.down().withDetail("index", failure.message()).withDetail("permanent", failure.permanent());
        }
        health.withDetail("turns", status.stats().turns())
                .withDetail("pending", status.stats().pendingTurns())
                .withDetail("parked", status.stats().parkedTurns())
                .withDetail("lag", status.indexLag());
    }
}
