// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Defines the names and tags of {@link MemoryObservation#RECALL}. */
public interface RecallConvention extends ObservationConvention<RecallContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RecallContext;
    }
}
