// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.MemoryEvent;
import dev.memoir.extract.ExtractionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the ledger keeps of a rejected proposal. */
class RejectedWordsTest extends LearningFixture {

    @Override
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        return builder.extraction(ExtractionSettings.builder()
                .excludes("health")
                .redactor(text -> text.replace("Quillibrand", "[a name]"))
                .build());
    }

    @Test
    void rejected_proposals_are_stored_redacted() throws IOException {
        said("I row.", add("Zoe rows with Quillibrand.", "I row with Quillibrand"));

        MemoryEvent rejection = memory.learning().rejections(ZOE, 10).get(0);
        assertThat(rejection.newText()).isEqualTo("Zoe rows with [a name].");
        assertThat(rejection.reason()).isEqualTo("SECRET: It contains a secret, which is not repeated here.");
        memory.close();
        assertThat(files("[a name]")).isNotEmpty();
        assertThat(files("Quillibrand")).isEmpty();
    }

    @Test
    void what_is_of_a_topic_that_is_left_out_leaves_its_reason_and_none_of_its_words() throws IOException {
        said(
                "I have asthma.",
                add("Zoe is asthmatic.", "I have asthma").replace("\"kind\"", "\"topic\": \"health\", \"kind\""));

        assertThat(facts()).isEmpty();
        MemoryEvent rejection = memory.learning().rejections(ZOE, 10).get(0);
        assertThat(rejection.newText()).isNull();
        assertThat(rejection.reason())
                .isEqualTo("EXCLUDED_TOPIC: It is labelled “health”, which is an excluded topic.");
        memory.close();
        assertThat(files("I have asthma.")).as("the turn itself").isNotEmpty();
        assertThat(files("asthmatic")).isEmpty();
    }

    private List<Path> files(String words) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
