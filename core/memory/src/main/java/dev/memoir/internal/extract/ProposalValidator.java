// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * Checks the proposals of an extractor before anything is stored. A proposal passes if its quote occurs in a turn of a
 * believed origin, and if its names, numbers and dates come from what was said. It is rejected if it only repeats a
 * recalled memory or the extractor's instructions, contains a secret, states nothing, or belongs to an unwanted topic.
 * The checks make no lookups and call no model. Thread-safe.
 *
 * <p>The checks err on the side of doubt: a statement in entirely different words from those that were said is
 * rejected. A rejected proposal is kept in the history with its reason, and its turn can be extracted again.
 */
public final class ProposalValidator {

    private final ExtractionSettings settings;
    private final List<ProposalCheck> checks;

    private ProposalValidator(ExtractionSettings settings, List<ProposalCheck> checks) {
        this.settings = settings;
        this.checks = checks;
    }

    /**
     * {@return a validator with all checks}
     *
     * @param settings the settings of the extractor
     */
    public static ProposalValidator standard(ExtractionSettings settings) {
        return new ProposalValidator(
                settings,
                List.of(
                        new SecretCheck(),
                        new QuoteCheck(),
                        new ForgetRequestCheck(),
                        new StatementFormCheck(),
                        new PromptEchoCheck(ExtractionPrompt.INSTRUCTIONS),
                        new NameGroundingCheck(),
                        new NumberGroundingCheck(),
                        new DateGroundingCheck(),
                        new LexicalGroundingCheck(),
                        new TopicFilterCheck()));
    }

    /**
     * {@return a result for each proposal, in their order}
     *
     * @param request the request to the extractor
     * @param proposals the proposals of the extractor
     */
    public List<ValidationResult> check(ExtractionRequest request, List<Proposal> proposals) {
        ExtractionRequest sanitized = RequestSanitizer.of(request, settings.redactor());
        TextAnalysisCache cache = new TextAnalysisCache();
        return proposals.stream()
                .map(proposal -> check(new ProposalContext(proposal, sanitized, request, settings, cache)))
                .toList();
    }

    private ValidationResult check(ProposalContext evidence) {
        for (ProposalCheck check : checks) {
            Optional<Rejection> rejection = check.check(evidence);
            if (rejection.isPresent()) {
                return new ValidationResult.Rejected(evidence.proposal(), rejection.get());
            }
        }
        return new ValidationResult.Accepted(withGroundedNames(evidence));
    }

    private static Proposal withGroundedNames(ProposalContext evidence) {
        Proposal proposal = evidence.proposal();
        if (proposal instanceof Proposal.Add add) {
            return new Proposal.Add(withGroundedNames(add.claim(), evidence), add.sources());
        }
        if (proposal instanceof Proposal.Update update) {
            return new Proposal.Update(
                    update.memoryId(),
                    withGroundedNames(update.claim(), evidence),
                    update.correction(),
                    update.sources());
        }
        return proposal;
    }

    private static Claim withGroundedNames(Claim claim, ProposalContext evidence) {
        List<String> names = NameGroundingCheck.grounded(claim, evidence);
        return new Claim(claim.kind(), claim.text(), claim.subject(), names, claim.valid(), claim.topic());
    }
}
