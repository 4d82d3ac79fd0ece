// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.MalformedReplyException;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Rejection.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ungrounded proposals are rejected, and all grounded ones pass. */
class JunkSuiteTest {

    private static final ExtractionSettings SETTINGS = ExtractionSettings.defaults();

    static List<JunkCase> cases() {
        return JunkCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void only_grounded_proposals_pass(JunkCase junk) {
        Outcome outcome = run(junk);
        assertThat(outcome.malformed).as("malformed").isEqualTo(junk.malformed());
        assertThat(outcome.rejected).as("rejected").containsExactlyElementsOf(junk.rejected());
        assertThat(outcome.accepted).as("accepted").containsExactlyElementsOf(junk.accepted());
        assertThat(outcome.unreadable).as("unreadable").hasSize(junk.unreadable());
    }

    @Test
    void the_suite_is_large_and_clean() {
        List<JunkCase> cases = JunkCase.all();
        int accepted = 0;
        int malformed = 0;
        int unreadable = 0;
        List<String> wronglyAccepted = new ArrayList<>();
        List<String> wronglyRejected = new ArrayList<>();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (JunkCase junk : cases) {
            Outcome outcome = run(junk);
            accepted += outcome.accepted.size();
            malformed += outcome.malformed ? 1 : 0;
            unreadable += outcome.unreadable.size();
            outcome.rejected.forEach(line -> reasons.merge(Reason.valueOf(line.split(" ", 2)[0]), 1, Integer::sum));
            outcome.accepted.stream()
                    .filter(text -> !junk.accepted().contains(text))
                    .forEach(wronglyAccepted::add);
            junk.accepted().stream()
                    .filter(text -> !outcome.accepted.contains(text))
                    .forEach(wronglyRejected::add);
        }
        System.out.println("junk suite: " + cases.size() + " replies, accepted " + accepted + ", rejected " + reasons
                + ", unreadable items " + unreadable + ", malformed replies " + malformed + ", wrongly accepted "
                + wronglyAccepted.size() + ", wrongly rejected " + wronglyRejected.size());
        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(wronglyAccepted).isEmpty();
        assertThat(wronglyRejected).isEmpty();
        assertThat(reasons.keySet())
                .as("every reason that an extractor of ours can give rise to where no topics are named")
                .containsAll(EnumSet.complementOf(EnumSet.of(
                        Reason.UNKNOWN_TARGET, Reason.NO_SOURCE, Reason.EXCLUDED_TOPIC, Reason.NOT_INCLUDED)));
    }

    private static final class Outcome {
        final List<String> accepted = new ArrayList<>();
        final List<String> rejected = new ArrayList<>();
        final List<String> unreadable = new ArrayList<>();
        boolean malformed;
    }

    private static Outcome run(JunkCase junk) {
        Outcome outcome = new Outcome();
        ExtractionRequest request = junk.request();
        try {
            ExtractionResult extraction =
                    new LlmFactExtractor((messages, schema) -> junk.reply(), SETTINGS).extract(request);
            outcome.unreadable.addAll(extraction.unreadable());
            for (ValidationResult result :
                    ProposalValidator.standard(SETTINGS).check(request, extraction.proposals())) {
                if (result instanceof ValidationResult.Rejected rejected) {
                    outcome.rejected.add(rejected.why().reason() + " " + JunkCase.written(rejected.proposal()));
                } else {
                    outcome.accepted.add(JunkCase.written(result.proposal()));
                }
            }
        } catch (MalformedReplyException e) {
            outcome.malformed = true;
        }
        return outcome;
    }
}
