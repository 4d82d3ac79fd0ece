package dev.memoir.extract;

import dev.memoir.extract.Rejection.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rejects the retraction of a fact whose quote speaks of forgetting and asks for none. */
final class ForgetRequestCheck implements Gate {

    @Override
    public Optional<Rejection> check(Evidence evidence) {
        if (!(evidence.proposal() instanceof Proposal.Delete delete)) {
            return Optional.empty();
        }
        Set<ForgetRequest> asked = delete.sources().stream()
                .filter(citation -> !citation.quote().isBlank())
                .flatMap(citation -> evidence.cited().stream()
                        .filter(turn -> turn.id().equals(citation.turnId()))
                        .map(turn -> ForgetRequest.of(turn.text(), citation.quote())))
                .collect(Collectors.toSet());
        return asked.contains(ForgetRequest.DECLINED) && !asked.contains(ForgetRequest.ASKED)
                ? Optional.of(new Rejection(
                        Reason.NOT_REQUESTED, "The quoted words speak of forgetting, but do not ask to forget this."))
                : Optional.empty();
    }
}
