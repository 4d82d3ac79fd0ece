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
public final class Gates {

    private final ExtractionSettings settings;
    private final List<Gate> gates;

    private Gates(ExtractionSettings settings, List<Gate> gates) {
        this.settings = settings;
        this.gates = gates;
    }

    /**
     * {@return all gates}
     *
     * @param settings whose words are believed, and what is secret: those of the extractor
     */
    public static Gates standard(ExtractionSettings settings) {
        return new Gates(
                settings,
                List.of(
                        new SecretGate(),
                        new SourceGate(),
                        new ForgetRequestCheck(),
                        new FormGate(),
                        new EchoGate(ExtractionPrompt.INSTRUCTIONS),
                        new NameGate(),
                        new NumberGate(),
                        new DateGate(),
                        new MatterGate(),
                        new TopicGate()));
    }

    /**
     * {@return a verdict for each proposal, in their order}
     *
     * @param request what the extractor was asked
     * @param proposals what it proposed
     */
    public List<Verdict> check(ExtractionRequest request, List<Proposal> proposals) {
        ExtractionRequest heard = Heard.of(request, settings.redactor());
        SaidWords read = new SaidWords();
        return proposals.stream()
                .map(proposal -> check(new Evidence(proposal, heard, request, settings, read)))
                .toList();
    }

    private Verdict check(Evidence evidence) {
        for (Gate gate : gates) {
            Optional<Rejection> rejection = gate.check(evidence);
            if (rejection.isPresent()) {
                return new Verdict.Rejected(evidence.proposal(), rejection.get());
            }
        }
        return new Verdict.Accepted(withGroundedNames(evidence));
    }

    private static Proposal withGroundedNames(Evidence evidence) {
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

    private static Claim withGroundedNames(Claim claim, Evidence evidence) {
        List<String> names = NameGate.grounded(claim, evidence);
        return new Claim(claim.kind(), claim.text(), claim.subject(), names, claim.valid(), claim.topic());
    }
}
