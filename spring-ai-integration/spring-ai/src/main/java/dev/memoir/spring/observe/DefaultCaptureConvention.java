// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.spring.observe.MemoryObservation.Count;
import dev.memoir.spring.observe.MemoryObservation.Tag;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/** Names an attempt to store {@code memoir.capture}. Its outcome is {@code stored} or {@code failed}. */
public class DefaultCaptureConvention implements CaptureConvention {

    /** Creates the convention; applications may override its methods. */
    public DefaultCaptureConvention() {}

    @Override
    public String getName() {
        return "memoir.capture";
    }

    @Override
    public String getContextualName(CaptureContext context) {
        return "memory capture";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(CaptureContext context) {
        return KeyValues.of(Tag.OUTCOME.withValue(outcome(context)), Tag.EMBEDDER.withValue(context.embedder()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(CaptureContext context) {
        return KeyValues.of(Count.TURNS.withValue(Integer.toString(context.turns())));
    }

    private static String outcome(CaptureContext context) {
        if (context.stored()) {
            return "stored";
        }
        return context.getError() == null ? KeyValue.NONE_VALUE : "failed";
    }
}
