// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.StoredTurn;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Rejects a claim with a number that was not said, in digits or words, unless it counts things that the claim lists.
 */
final class NumberGroundingCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, ProposalContext evidence) {
        String text = ClaimDates.in(claim.text()).rest();
        return NumberReader.unsaid(text, said(evidence), evidence.saidWords().run(), evidence.languages()).stream()
                .filter(number -> !ListedCount.counts(number, claim.text(), evidence))
                .findFirst()
                .map(number -> new Rejection(Reason.UNGROUNDED_NUMBER, "It contains a number that was not said."));
    }

    private static Set<String> said(ProposalContext evidence) {
        Set<String> said = new HashSet<>();
        for (StoredTurn turn : evidence.context()) {
            said.addAll(evidence.numbers(turn.text()));
        }
        if (evidence.target() != null) {
            said.addAll(evidence.numbers(evidence.target().text()));
        }
        return said;
    }
}
