// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memoir.extract.ExtractionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies of a capable model to real conversations: nearly all of its proposals are true, and pass. */
class ReplyReplayTest {

    private static final Path DATA = Path.of("../../../shared/data");

    @Test
    void at_most_four_true_facts_of_a_hundred_replies_are_rejected() {
        assertThat(rejected("locomo-dev-replies.jsonl.gz")).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void none_of_a_conversation_with_an_assistant_is_rejected() {
        assertThat(rejected("beam-dev-replies.jsonl.gz")).isEmpty();
    }

    private static List<String> rejected(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "needs " + file.toAbsolutePath().normalize());
        List<String> rejected = new ArrayList<>();
        int proposed = 0;
        long start = System.nanoTime();
        for (ReplyReplay replay : ReplyReplay.all(file)) {
            List<ValidationResult> results = replay.results(ExtractionSettings.defaults());
            proposed += results.size();
            for (ValidationResult result : results) {
                if (result instanceof ValidationResult.Rejected rejection) {
                    rejected.add(replay.call() + " " + rejection.why().reason() + " "
                            + JunkCase.written(rejection.proposal()));
                }
            }
        }
        System.out.println(name + ": " + proposed + " operations in " + (System.nanoTime() - start) / 1_000_000
                + " ms, rejected " + rejected.size() + ": " + rejected);
        return rejected;
    }
}
