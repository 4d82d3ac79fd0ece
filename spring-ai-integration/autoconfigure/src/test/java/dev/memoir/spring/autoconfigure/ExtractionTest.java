// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.extract.Redactor;
import dev.memoir.spring.ScriptedModel;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Facts are extracted with the application's chat model. */
class ExtractionTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String FACT = """
            {"operations": [{"op": "ADD", "kind": "FACT", "text": "The user lives in Lisbon", "subject": "user",
              "entities": ["Lisbon"], "turns": [1], "quote": "I live in Lisbon"}]}
            """;

    private final ScriptedModel model = ScriptedModel.says(FACT);
    private final TestObservationRegistry registry = TestObservationRegistry.create();

    @TempDir
    private Path directory;

    @Test
    void the_applications_chat_model_is_asked_for_facts_and_observed() {
        application().run(context -> {
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(ZOE, Turn.user("I live in Lisbon."));
            assertThat(memory.learning().flush(Duration.ofSeconds(30))).isTrue();
            assertThat(memory.list(ListRequest.builder(ZOE).build()).items())
                    .extracting(Memory::text)
                    .containsExactly("The user lives in Lisbon");
        });
        assertThat(model.prompts).hasSize(1);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("memoir.extraction")
                .that()
                .hasLowCardinalityKeyValue("memoir.outcome", "answered");
    }

    @Test
    void the_model_is_not_asked_if_extraction_is_disabled() {
        application().withPropertyValues("memoir.extraction.enabled=false").run(context -> {
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(ZOE, Turn.user("I live in Lisbon."));
            assertThat(memory.learning().flush(Duration.ofMillis(100))).isFalse();
        });
        assertThat(model.prompts).isEmpty();
    }

    @Test
    void properties_set_a_ceiling_and_instructions() {
        application()
                .withPropertyValues(
                        "memoir.extraction.daily-tokens=1", "memoir.extraction.instructions=Keep allergies.")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("I live in Lisbon."));
                    assertThat(memory.learning().flush(Duration.ofSeconds(30))).isTrue();
                    assertThat(memory.learning().tokenUsage(ZOE).exhausted()).isTrue();
                });
        assertThat(model.prompts.toString()).contains("Keep allergies.");
    }

    @Test
    void properties_set_what_is_kept_and_what_is_left_out() {
        application()
                .withPropertyValues("memoir.extraction.includes=allergies", "memoir.extraction.excludes=money,health")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("I live in Lisbon."));
                    assertThat(memory.learning().flush(Duration.ofSeconds(30))).isTrue();
                    assertThat(memory.list(ListRequest.builder(ZOE).build()).items())
                            .isEmpty();
                    assertThat(memory.learning().rejections(ZOE, 10))
                            .extracting(MemoryEvent::reason)
                            .containsExactly("NOT_INCLUDED: It is not labelled with a topic.");
                });
        assertThat(model.prompts.toString())
                .contains("KEEP ONLY\nallergies\n")
                .contains("LEAVE OUT ALSO\nmoney\nhealth\n");
    }

    @Test
    void a_redactor_of_the_application_redacts_before_the_store_and_the_model() {
        application()
                .withBean(Redactor.class, () -> text -> text.replace("Lisbon", Redactor.MARK))
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    assertThat(memory.add(ZOE, Turn.user("I live in Lisbon."))
                                    .turns()
                                    .get(0)
                                    .text())
                            .isEqualTo("I live in [redacted].");
                    assertThat(memory.learning().flush(Duration.ofSeconds(30))).isTrue();
                });
        assertThat(model.prompts.toString()).doesNotContain("Lisbon");
    }

    @Test
    void a_ceiling_below_one_is_refused_at_the_start() {
        application()
                .withPropertyValues("memoir.extraction.daily-tokens=0")
                .run(context -> assertThat(context).hasFailed());
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MemoirAutoConfiguration.class))
                .withBean(ChatModel.class, () -> model)
                .withBean(ObservationRegistry.class, () -> registry)
                .withPropertyValues("memoir.directory=" + directory);
    }
}
