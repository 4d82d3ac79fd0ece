// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Defines the names and tags of {@link MemoryObservation#CAPTURE}. */
public interface CaptureConvention extends ObservationConvention<CaptureContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof CaptureContext;
    }
}
