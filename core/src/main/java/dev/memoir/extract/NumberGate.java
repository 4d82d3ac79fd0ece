package dev.memoir.extract;

import dev.memoir.RecordedTurn;
import dev.memoir.extract.Rejection.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Every number in a claim must have been said, in digits or in words. */
final class NumberGate implements Gate {

    @Override
    public Optional<Rejection> check(Evidence evidence) {
        return evidence.claim()
                .filter(claim -> !Numbers.allSaid(
                        ClaimedDates.in(claim.text()).rest(),
                        said(evidence),
                        evidence.said().run()))
                .map(claim -> new Rejection(Reason.UNGROUNDED_NUMBER, "It holds a number that nobody said."));
    }

    private static Set<String> said(Evidence evidence) {
        Set<String> said = new HashSet<>();
        for (RecordedTurn turn : evidence.context()) {
            said.addAll(Numbers.readings(turn.text()));
        }
        if (evidence.target() != null) {
            said.addAll(Numbers.readings(evidence.target().text()));
        }
        return said;
    }
}
