// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;

/** Rejects a claim of an unwanted topic, by the label of the extractor or by the words of an excluded topic. */
final class TopicFilterCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence.settings()));
    }

    private static Optional<Rejection> check(Claim claim, ExtractionSettings settings) {
        String label = claim.topic() == null ? "" : claim.topic();
        return labelled(label, settings.excludes())
                .map(topic -> new Rejection(
                        Reason.EXCLUDED_TOPIC, "It is labelled “" + topic + "”, which is an excluded topic."))
                .or(() -> named(claim, settings))
                .or(() -> settings.includes().isEmpty()
                                || labelled(label, settings.includes()).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Rejection(
                                Reason.NOT_INCLUDED,
                                label.isEmpty()
                                        ? "It is not labelled with a topic."
                                        : "It is labelled “" + label + "”, which is not an included topic.")));
    }

    private static Optional<String> labelled(String label, List<String> topics) {
        String normalized = NormalizedText.of(label);
        return topics.stream()
                .filter(topic -> NormalizedText.of(topic).equals(normalized))
                .findFirst();
    }

    /** {@return the reason to reject a sentence that contains the words of an excluded topic, or empty} */
    static Optional<Rejection> words(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> named(claim, evidence.settings()));
    }

    private static Optional<Rejection> named(Claim claim, ExtractionSettings settings) {
        return settings.excludes().stream()
                .filter(topic -> QuoteMatcher.occurs(topic, claim.text()))
                .findFirst()
                .map(topic -> new Rejection(
                        Reason.EXCLUDED_TOPIC, "It contains “" + topic + "”, which is an excluded topic."));
    }
}
