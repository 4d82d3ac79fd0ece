package dev.memoir.engine;

import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.ProposalValidator;
import dev.memoir.ingest.LearningSettings;
import dev.memoir.ingest.SummaryConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a memory learns with.
 *
 * @param extractor draws facts from turns
 * @param gates check what it proposes
 * @param settings when and how
 * @param summaries how conversations are summarised, or null if they are not
 */
public record LearningConfig(
        FactExtractor extractor,
        ProposalValidator gates,
        LearningSettings settings,
        @Nullable SummaryConfig summaries) {}
