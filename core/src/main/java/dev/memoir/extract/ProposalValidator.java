package dev.memoir.extract;

import java.util.List;
import java.util.Optional;

/**
 * What stands between an extractor and the memory. A proposal passes if its quote stands in a turn of someone who is
 * believed, and if its names, numbers and dates come from what was said; what only repeats a recalled memory, the
 * extractor's instructions or a secret does not, nor does what states nothing or is of a topic that the application does not
 * want. Nothing is looked up and no model is asked.
 * Thread-safe.
 *
 * <p>They err on the side of doubt: a statement in wholly other words than those that were said is turned away. What was
 * turned away stays in the history with its reason, and its turn can be extracted again.
 */
public final class ProposalValidator {

    private final ExtractionSettings settings;
    private final List<ProposalCheck> gates;

    private ProposalValidator(ExtractionSettings settings, List<ProposalCheck> gates) {
        this.settings = settings;
        this.gates = gates;
    }

    /**
     * {@return all gates}
     *
     * @param settings whose words are believed, and what is secret: those of the extractor
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
     * {@return a verdict for each proposal, in their order}
     *
     * @param request what the extractor was asked
     * @param proposals what it proposed
     */
    public List<ValidationResult> check(ExtractionRequest request, List<Proposal> proposals) {
        ExtractionRequest heard = RequestSanitizer.of(request, settings.redactor());
        TextAnalysisCache read = new TextAnalysisCache();
        return proposals.stream()
                .map(proposal -> check(new ProposalContext(proposal, heard, request, settings, read)))
                .toList();
    }

    private ValidationResult check(ProposalContext evidence) {
        for (ProposalCheck gate : gates) {
            Optional<Rejection> rejection = gate.check(evidence);
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
