// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.spring.LongTermMemoryAdvisor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Meters of an advisor's write queue: {@code memoir.capture.waiting} and {@code memoir.capture.lost}. */
public final class CaptureMeters implements MeterBinder {

    private final LongTermMemoryAdvisor advisor;

    /**
     * Creates the meters.
     *
     * @param advisor the advisor to measure
     */
    public CaptureMeters(LongTermMemoryAdvisor advisor) {
        this.advisor = advisor;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("memoir.capture.waiting", advisor, LongTermMemoryAdvisor::waitingTurns)
                .description("Turns that are not written yet")
                .register(registry);
        FunctionCounter.builder("memoir.capture.lost", advisor, LongTermMemoryAdvisor::lostTurns)
                .description("Turns that could not be stored; the log states why")
                .register(registry);
    }
}
