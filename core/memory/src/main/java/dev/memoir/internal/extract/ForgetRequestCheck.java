// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rejects the retraction of a fact if its quote mentions forgetting but does not request it. */
final class ForgetRequestCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        if (!(evidence.proposal() instanceof Proposal.Delete delete)) {
            return Optional.empty();
        }
        Set<ForgetRequestDetector> requests = delete.sources().stream()
                .filter(citation -> !citation.quote().isBlank())
                .flatMap(citation -> evidence.cited().stream()
                        .filter(turn -> turn.id().equals(citation.turnId()))
                        .map(turn -> ForgetRequestDetector.of(turn.text(), citation.quote())))
                .collect(Collectors.toSet());
        return requests.contains(ForgetRequestDetector.DECLINED) && !requests.contains(ForgetRequestDetector.ASKED)
                ? Optional.of(new Rejection(
                        Reason.NOT_REQUESTED, "The quote mentions forgetting, but does not ask to forget this."))
                : Optional.empty();
    }
}
