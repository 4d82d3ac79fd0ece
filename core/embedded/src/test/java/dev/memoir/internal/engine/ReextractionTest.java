// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.LearningUnavailableException;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.ReextractionResult;
import dev.memoir.Scope;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.FactExtractor;
import dev.memoir.internal.extract.LlmFactExtractor;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer extractor processes old turns again. */
class ReextractionTest extends LearningFixture {

    private String version = "old";
    private volatile String rejected = "never said";

    @Override
    LongTermMemoryBuilder built(LongTermMemoryBuilder builder) {
        FactExtractor real = new LlmFactExtractor(this::complete, ExtractionSettings.defaults());
        return builder.extractor(new FactExtractor() {
            @Override
            public String id() {
                return version;
            }

            @Override
            public ExtractionResult extract(ExtractionRequest request) {
                return real.extract(request);
            }
        });
    }

    @Override
    String complete(List<LanguageModel.Message> messages, @Nullable String schema) {
        if (messages.get(messages.size() - 1).text().contains(rejected)) {
            throw new PromptRejectedException(PromptRejectedException.Reason.CONTENT_FILTER, "filtered", null);
        }
        return super.complete(messages, schema);
    }

    private void upgraded() {
        memory.close();
        version = "new";
        open();
    }

    private ReextractionResult run(boolean dryRun, String... answers) {
        replies.addAll(List.of(answers));
        ReextractionResult report = memory.learning().reextract(ZOE, dryRun);
        assertThat(replies).isEmpty();
        return report;
    }

    @Test
    void a_dry_run_tells_what_would_change_and_changes_nothing() {
        said("I live in Berlin and have a cat.", add("Zoe lives in Berlin", "I live in Berlin"));
        upgraded();
        var before = memory.list(dev.memoir.ListRequest.builder(ZOE).build()).items();
        ReextractionResult report = run(true, add("Zoe has a cat", "have a cat"));
        assertThat(report.dryRun()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.turns()).isEqualTo(1);
        assertThat(report.tokens()).isGreaterThan(900);
        assertThat(report.changes()).singleElement().satisfies(change -> {
            assertThat(change.event().type()).isEqualTo(MemoryEvent.Type.ADD);
            assertThat(change.event().newText()).isEqualTo("Zoe has a cat");
            assertThat(change.before()).isNull();
        });
        assertThat(facts()).isEqualTo(before);
        assertThat(memory.learning().tokenUsage(ZOE).tokens())
                .as("the model was paid for both")
                .isGreaterThan(report.tokens() + 900);
        assertThat(run(true, add("Zoe has a cat", "have a cat")).changes()).hasSize(1);
    }

    @Test
    void a_run_adds_what_is_new_keeps_what_is_not_found_again_and_is_done_once() {
        said("I live in Berlin and have a cat.", add("Zoe lives in Berlin", "I live in Berlin"));
        upgraded();
        ReextractionResult report = run(false, add("Zoe has a cat", "have a cat"));
        assertThat(report.changes()).hasSize(1);
        assertThat(facts()).extracting(Memory::text).containsExactly("Zoe lives in Berlin", "Zoe has a cat");
        assertThat(facts()).extracting(Memory::extractor).containsExactly("old", "new");
        assertThat(run(false).turns())
                .as("drawn from by this extractor already")
                .isZero();
    }

    @Test
    void a_turn_that_the_model_rejects_is_passed_over_and_the_report_is_not_complete() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        said("I have a cat.", add("Zoe has a cat", "I have a cat"));
        upgraded();
        rejected = "> I live in Berlin.";
        ReextractionResult report = memory.learning().reextract(ZOE, false);
        assertThat(report.turns()).isEqualTo(1);
        assertThat(report.complete()).isFalse();
        assertThat(memory.learning().reextract(ZOE, false).turns()).isZero();
        rejected = "never said";
        assertThat(memory.learning().reextract(ZOE, false).turns()).isEqualTo(1);
        assertThat(facts()).hasSize(2);
    }

    @Test
    void what_is_found_again_stays_one() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        upgraded();
        assertThat(run(false, add("Zoe lives in Berlin", "I live in Berlin")).changes())
                .isEmpty();
        assertThat(facts()).hasSize(1);
    }

    @Test
    void a_retracted_fact_does_not_return() {
        said("I live in Berlin.", add("Zoe lives in Berlin", "I live in Berlin"));
        memory.delete(ZOE, facts().get(0).id());
        upgraded();
        assertThat(run(false, add("Zoe lives in Berlin", "I live in Berlin")).changes())
                .isEmpty();
        assertThat(facts()).isEmpty();
    }

    @Test
    void a_dry_run_sees_in_later_turns_what_it_would_have_added_from_earlier_ones() {
        for (int i = 0; i < 45; i++) {
            memory.add(ZOE, by("I have a cat, " + i + "."));
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        upgraded();
        ReextractionResult report =
                run(true, add("Zoe has a cat", "I have a cat"), add("Zoe has a cat", "I have a cat"));
        assertThat(report.changes().stream().map(change -> change.event().type()))
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.MERGE);
    }

    @Test
    void what_was_cut_short_goes_on_where_it_stopped() {
        for (int i = 0; i < 45; i++) {
            memory.add(ZOE, by("My number is " + i + "."));
        }
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        upgraded();
        replies.add(add("Zoe's number is 3", "My number is 3"));
        replies.add("I would rather talk about the weather.");
        assertThatExceptionOfType(dev.memoir.MalformedReplyException.class)
                .isThrownBy(() -> memory.learning().reextract(ZOE, false));
        assertThat(facts()).hasSize(1);
        memory.close();
        open();
        assertThat(run(false, add("Zoe's number is 44", "My number is 44")).turns())
                .isEqualTo(5);
        assertThat(facts()).hasSize(2);
    }

    @Test
    void another_users_turns_are_left_alone() {
        memory.add(Scope.user("tom"), by("I live in Berlin."));
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        upgraded();
        assertThat(run(false).turns()).isZero();
    }

    @Test
    void without_a_model_it_is_said_how_to_get_one(@TempDir Path other) {
        try (LongTermMemory plain = LongTermMemory.builder()
                .directory(other)
                .embedder(new WordEmbedder())
                .open()) {
            assertThatExceptionOfType(LearningUnavailableException.class)
                    .isThrownBy(() -> plain.learning().reextract(ZOE, true))
                    .withMessageContaining("languageModel(model)");
        }
    }
}
