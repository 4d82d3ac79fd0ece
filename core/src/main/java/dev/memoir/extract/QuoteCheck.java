package dev.memoir.extract;

import dev.memoir.RecordedTurn;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;

/** A quote must stand in a turn of someone who is believed. What someone else wrote changes and deletes nothing. */
final class QuoteCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        Proposal proposal = evidence.proposal();
        if (!(proposal instanceof Proposal.Add) && evidence.target() == null) {
            return Optional.of(new Rejection(Reason.UNKNOWN_TARGET, "It changes what is not among the known facts."));
        }
        if (evidence.cited().isEmpty()) {
            return recalled(evidence)
                    .or(() -> Optional.of(
                            new Rejection(Reason.NO_SOURCE, "It cites no turn that facts are drawn from.")));
        }
        List<Citation> quoted = proposal.sources().stream()
                .filter(citation -> !citation.quote().isBlank())
                .toList();
        if (quoted.isEmpty()) {
            return Optional.of(new Rejection(Reason.QUOTE_NOT_FOUND, "It quotes nothing."));
        }
        boolean believed = false;
        for (Citation citation : quoted) {
            Optional<RecordedTurn> turn = evidence.cited().stream()
                    .filter(candidate -> candidate.id().equals(citation.turnId()))
                    .findFirst();
            if (turn.isEmpty()
                    || !QuoteMatcher.stands(citation.quote(), turn.get().text())) {
                return recalled(evidence)
                        .or(() -> Optional.of(new Rejection(
                                Reason.QUOTE_NOT_FOUND, "The turn does not say “" + citation.quote() + "”.")));
            }
            believed |= evidence.believed(turn.get());
        }
        return believed
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.UNTRUSTED_ORIGIN,
                        "It rests on the words of "
                                + evidence.cited().get(0).turn().origin().name() + ", which are not believed."));
    }

    /** What stands in the turn as recorded and was not heard was recalled into it. */
    private static Optional<Rejection> recalled(ProposalContext evidence) {
        boolean recalled = evidence.proposal().sources().stream()
                .anyMatch(citation -> evidence.raw(citation.turnId())
                        .map(turn -> QuoteMatcher.stands(citation.quote(), turn.text()) && notHeard(evidence, citation))
                        .orElse(false));
        return recalled
                ? Optional.of(new Rejection(Reason.RECALLED, "It quotes what was recalled into the turn."))
                : Optional.empty();
    }

    private static boolean notHeard(ProposalContext evidence, Citation citation) {
        return evidence.cited().stream()
                .filter(turn -> turn.id().equals(citation.turnId()))
                .noneMatch(turn -> QuoteMatcher.stands(citation.quote(), turn.text()));
    }
}
