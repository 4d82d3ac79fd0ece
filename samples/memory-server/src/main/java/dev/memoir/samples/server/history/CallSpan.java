// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.samples.server.key.Tenant;
import java.time.Duration;
import java.time.Instant;

/**
 * The span of time that calls are counted in, for one tenant and type.
 *
 * @param tenant the tenant
 * @param type the type of the calls
 * @param start the start of the span
 * @param step the length of the span
 */
public record CallSpan(Tenant tenant, CallType type, Instant start, Duration step) {

    /**
     * {@return the longer span that contains this one}
     *
     * @param longer the length of the other span
     */
    CallSpan within(Duration longer) {
        return of(tenant, type, start, longer);
    }

    /**
     * {@return the span that contains a time}
     *
     * @param tenant the tenant
     * @param type the type of the calls
     * @param time the time
     * @param step the length of the span
     */
    public static CallSpan of(Tenant tenant, CallType type, Instant time, Duration step) {
        return new CallSpan(tenant, type, floor(time, step), step);
    }

    /**
     * {@return the latest start of a span that is not after a time}
     *
     * @param time the time
     * @param step the length of the span
     */
    static Instant floor(Instant time, Duration step) {
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), step.toMillis()) * step.toMillis());
    }
}
