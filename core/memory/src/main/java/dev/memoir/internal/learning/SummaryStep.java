// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Origin;
import dev.memoir.internal.extract.LlmSummarizer;
import dev.memoir.ledger.SummaryLedger;
import java.time.InstantSource;
import java.util.Set;

/**
 * What a summary is made with.
 *
 * @param ledger the ledger
 * @param summarizer the summarizer, called once per part
 * @param origins the origins of the turns to summarise
 * @param writer the writer of summaries
 * @param clock the clock
 */
record SummaryStep(
        SummaryLedger ledger,
        LlmSummarizer summarizer,
        Set<Origin> origins,
        DerivedMemoryWriter writer,
        InstantSource clock) {

    SummaryStep {
        origins = Set.copyOf(origins);
    }
}
