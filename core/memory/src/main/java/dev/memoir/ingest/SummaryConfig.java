package dev.memoir.ingest;

import dev.memoir.Origin;
import dev.memoir.extract.LlmSummarizer;
import java.util.Set;

/**
 * How conversations are summarised.
 *
 * @param summarizer makes the summaries
 * @param told the origins whose words are told
 * @param settings when
 */
public record SummaryConfig(LlmSummarizer summarizer, Set<Origin> told, SummarySettings settings) {

    /** Copies the set. */
    public SummaryConfig {
        told = Set.copyOf(told);
    }
}
