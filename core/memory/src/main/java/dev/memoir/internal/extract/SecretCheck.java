// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Redactor;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** Rejects a claim or quote that contains a secret, or mentions a redacted one. */
final class SecretCheck implements ProposalCheck {

    private static final String MARK = NormalizedText.of(Redactor.MARK);

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        Redactor redactor = evidence.settings().redactor();
        Stream<String> kept = evidence.claim().stream().flatMap(SecretCheck::texts);
        Stream<String> quotes = evidence.proposal().sources().stream().map(Citation::quote);
        boolean secret = Stream.concat(kept, quotes)
                .anyMatch(text -> !redactor.redact(text).equals(text));
        boolean mark = evidence.claim()
                .filter(claim -> claim.text().contains(Redactor.MARK)
                        || NormalizedText.of(claim.text()).endsWith(" " + MARK))
                .isPresent();
        return secret || mark
                ? Optional.of(new Rejection(Reason.SECRET, "It contains a secret, which is not repeated here."))
                : Optional.empty();
    }

    private static Stream<String> texts(Claim claim) {
        return Stream.concat(
                Stream.concat(Stream.of(claim.text()), Stream.ofNullable(claim.subject())), claim.entities().stream());
    }
}
