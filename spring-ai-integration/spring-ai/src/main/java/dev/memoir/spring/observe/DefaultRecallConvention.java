// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.spring.observe.MemoryObservation.Count;
import dev.memoir.spring.observe.MemoryObservation.Tag;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * Names a search {@code memoir.recall}. Its outcome is {@code found}, {@code empty}, {@code partial} if something was
 * missing (such as the embedder), or {@code failed}, also for a turn's recall that took too long.
 */
public class DefaultRecallConvention implements RecallConvention {

    /** Creates the convention; applications may override its methods. */
    public DefaultRecallConvention() {}

    @Override
    public String getName() {
        return "memoir.recall";
    }

    @Override
    public String getContextualName(RecallContext context) {
        return "memory recall";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RecallContext context) {
        return KeyValues.of(Tag.OUTCOME.withValue(outcome(context)), Tag.EMBEDDER.withValue(context.embedder()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RecallContext context) {
        RecallContext.Result result = context.result();
        return result == null
                ? KeyValues.empty()
                : KeyValues.of(
                        Count.HITS.withValue(Integer.toString(result.hits())),
                        Count.CONTEXT_TOKENS.withValue(Integer.toString(result.contextTokens())));
    }

    private static String outcome(RecallContext context) {
        if (context.getError() != null) {
            return "failed";
        }
        RecallContext.Result result = context.result();
        if (result == null) {
            return KeyValue.NONE_VALUE;
        }
        if (result.partial()) {
            return "partial";
        }
        return result.hits() == 0 ? "empty" : "found";
    }
}
