package dev.memoir.extract;

import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;

/** A claim must be of a topic that the application wants: as the extractor labels it, and by the words of what is left out. */
final class TopicFilterCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence.settings()));
    }

    private static Optional<Rejection> check(Claim claim, ExtractionSettings settings) {
        String label = claim.topic() == null ? "" : claim.topic();
        return labelled(label, settings.excludes())
                .map(topic ->
                        new Rejection(Reason.EXCLUDED_TOPIC, "It is labelled “" + topic + "”, which is left out."))
                .or(() -> named(claim, settings))
                .or(() -> settings.includes().isEmpty()
                                || labelled(label, settings.includes()).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Rejection(
                                Reason.NOT_INCLUDED,
                                label.isEmpty()
                                        ? "It is labelled with no topic."
                                        : "It is labelled “" + label + "”, which is not among what is kept.")));
    }

    private static Optional<String> labelled(String label, List<String> topics) {
        String essence = NormalizedText.of(label);
        return topics.stream()
                .filter(topic -> NormalizedText.of(topic).equals(essence))
                .findFirst();
    }

    /** {@return why what is told is left out, by its words alone} */
    static Optional<Rejection> words(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> named(claim, evidence.settings()));
    }

    private static Optional<Rejection> named(Claim claim, ExtractionSettings settings) {
        return settings.excludes().stream()
                .filter(topic -> QuoteMatcher.stands(topic, claim.text()))
                .findFirst()
                .map(topic -> new Rejection(Reason.EXCLUDED_TOPIC, "It names “" + topic + "”, which is left out."));
    }
}
