// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.StoredTurn;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Rejects a proposal without a quote from a turn of a believed origin. Text of other origins changes and deletes
 * nothing.
 */
final class QuoteCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        Proposal proposal = evidence.proposal();
        if (!(proposal instanceof Proposal.Add) && evidence.target() == null) {
            return Optional.of(
                    new Rejection(Reason.UNKNOWN_TARGET, "It changes a memory that is not among the known facts."));
        }
        if (evidence.cited().isEmpty()) {
            return recalled(evidence)
                    .or(() -> Optional.of(new Rejection(Reason.NO_SOURCE, "It cites no turn of the batch.")));
        }
        List<Citation> quoted = proposal.sources().stream()
                .filter(citation -> !citation.quote().isBlank())
                .toList();
        if (quoted.isEmpty()) {
            return Optional.of(new Rejection(Reason.QUOTE_NOT_FOUND, "It has no quote."));
        }
        boolean believed = false;
        for (Citation citation : quoted) {
            Optional<StoredTurn> turn = evidence.cited().stream()
                    .filter(candidate -> candidate.id().equals(citation.turnId()))
                    .findFirst();
            if (turn.isEmpty()
                    || !QuoteMatcher.occurs(citation.quote(), turn.get().text())) {
                return recalled(evidence)
                        .or(() -> Optional.of(new Rejection(
                                Reason.QUOTE_NOT_FOUND,
                                "The cited turn does not contain “" + citation.quote() + "”.")));
            }
            believed |= evidence.believed(turn.get());
        }
        return believed
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.UNTRUSTED_ORIGIN,
                        "It relies on words of origin "
                                + evidence.cited().get(0).turn().origin().name() + ", which is not believed."));
    }

    /** A quote that only occurs in the turn before sanitizing comes from a recalled memory. */
    private static Optional<Rejection> recalled(ProposalContext evidence) {
        boolean recalled = evidence.proposal().sources().stream()
                .anyMatch(citation -> evidence.rawTurn(citation.turnId())
                        .map(turn -> QuoteMatcher.occurs(citation.quote(), turn.text()) && notSaid(evidence, citation))
                        .orElse(false));
        return recalled
                ? Optional.of(new Rejection(Reason.RECALLED, "It quotes a memory that was recalled into the turn."))
                : Optional.empty();
    }

    private static boolean notSaid(ProposalContext evidence, Citation citation) {
        return evidence.cited().stream()
                .filter(turn -> turn.id().equals(citation.turnId()))
                .noneMatch(turn -> QuoteMatcher.occurs(citation.quote(), turn.text()));
    }
}
