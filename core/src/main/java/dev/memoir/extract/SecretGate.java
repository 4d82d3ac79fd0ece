package dev.memoir.extract;

import dev.memoir.extract.Rejection.Reason;
import java.util.Optional;
import java.util.stream.Stream;

/** No secret is kept, nor that there was one. */
final class SecretGate implements Gate {

    private static final String MARK = Essence.of(Redactor.MARK);

    @Override
    public Optional<Rejection> check(Evidence evidence) {
        Redactor redactor = evidence.settings().redactor();
        Stream<String> kept = evidence.claim().stream().flatMap(SecretGate::texts);
        Stream<String> quotes = evidence.proposal().sources().stream().map(Citation::quote);
        boolean secret = Stream.concat(kept, quotes)
                .anyMatch(text -> !redactor.redact(text).equals(text));
        boolean mark = evidence.claim()
                .filter(claim -> claim.text().contains(Redactor.MARK)
                        || Essence.of(claim.text()).endsWith(" " + MARK))
                .isPresent();
        return secret || mark
                ? Optional.of(new Rejection(Reason.SECRET, "It holds a secret, which is not repeated here."))
                : Optional.empty();
    }

    private static Stream<String> texts(Claim claim) {
        return Stream.concat(
                Stream.concat(Stream.of(claim.text()), Stream.ofNullable(claim.subject())), claim.entities().stream());
    }
}
