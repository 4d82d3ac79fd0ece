// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.extract.FactExtractor;
import dev.memoir.internal.extract.ProposalValidator;
import dev.memoir.internal.learning.SummaryConfig;
import dev.memoir.learning.LearningSettings;
import org.jspecify.annotations.Nullable;

/**
 * The components and settings that a memory learns with.
 *
 * @param extractor the extractor of facts from turns
 * @param validator the validator of its proposals
 * @param settings when and how facts are extracted
 * @param summaries how conversations are summarised, or null if they are not
 */
public record LearningConfig(
        FactExtractor extractor,
        ProposalValidator validator,
        LearningSettings settings,
        @Nullable SummaryConfig summaries) {}
