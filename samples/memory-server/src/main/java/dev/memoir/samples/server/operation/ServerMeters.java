// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.operation;

import dev.memoir.samples.server.tenant.TenantMemories;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Meters of the server itself; those of requests, searches and writes come from observations. */
@Component
final class ServerMeters implements MeterBinder {

    private final TenantMemories memories;

    ServerMeters(TenantMemories memories) {
        this.memories = memories;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "memoir.server.tenants.open",
                        memories,
                        open -> open.opened().size())
                .description("Tenants with an open memory")
                .register(registry);
    }
}
