// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Origin;
import dev.memoir.internal.extract.LlmSummarizer;
import dev.memoir.learning.SummarySettings;
import java.util.Set;

/**
 * The configuration of conversation summaries.
 *
 * @param summarizer the summarizer
 * @param origins the origins of the turns that are summarised
 * @param settings when and how long conversations are summarised
 */
public record SummaryConfig(LlmSummarizer summarizer, Set<Origin> origins, SummarySettings settings) {

    /** Copies the set. */
    public SummaryConfig {
        origins = Set.copyOf(origins);
    }
}
