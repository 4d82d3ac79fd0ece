// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.LongTermMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meter of how far the index is behind the ledger: {@code memoir.projection.lag}. */
public final class ProjectionMeters implements MeterBinder {

    private final LongTermMemory memory;

    /**
     * Creates the meters.
     *
     * @param memory the memory to measure
     */
    public ProjectionMeters(LongTermMemory memory) {
        this.memory = memory;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("memoir.projection.lag", memory, of -> of.status().indexLag())
                .description("Changes of the ledger that the index has not applied yet")
                .register(registry);
    }
}
