// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.testing.WordEmbedder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Procedures of agents. */
class ProcedureRecorderTest extends LearningFixture {

    private static final Scope OPS = Scope.agent("ops");

    private static final List<Turn> TASK = List.of(
            Turn.user("Restart the billing service, the password is hunter2secret!"),
            Turn.builder(Role.ASSISTANT, "I call systemctl restart billing.").build(),
            Turn.builder(Role.TOOL, "Job for billing.service failed: port 8443 in use")
                    .build(),
            Turn.builder(Role.ASSISTANT, "I stop Nginx first, then restart: it works.")
                    .build());

    private static final String WRITTEN = """
            **Restart the billing service**
            1. Stop Nginx, which holds port 8443.
            2. Run systemctl restart billing.
            """;

    @Test
    void a_task_becomes_a_named_list_of_numbered_steps_that_its_agent_finds() {
        replies.add(WRITTEN);
        Memory procedure = memory.learning().addProcedure(OPS, TASK);
        assertThat(procedure.kind()).isEqualTo(MemoryKind.PROCEDURE);
        assertThat(procedure.text())
                .isEqualTo("Restart the billing service\n1. Stop Nginx, which holds port 8443.\n2."
                        + " Run systemctl restart billing.");
        assertThat(memory.learning().sources(OPS, procedure.id()))
                .extracting(source -> source.turn().turn().role())
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
        assertThat(prompts).as("one call").hasSize(1);
        assertThat(prompts.get(0)).contains("> Job for billing.service failed").doesNotContain("hunter2");
        assertThat(memory.search(SearchRequest.builder(OPS, "How do I restart billing?")
                                .kinds(MemoryKind.PROCEDURE)
                                .types(dev.memoir.ItemType.MEMORY)
                                .build())
                        .hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.item()).isEqualTo(procedure));
        assertThat(memory.get(Scope.agent("sales"), procedure.id())).isEmpty();
    }

    @Test
    void no_facts_are_extracted_from_the_turns_of_a_procedure() {
        replies.add(WRITTEN);
        memory.learning().addProcedure(OPS, TASK);
        assertThat(memory.learning().flush(PATIENCE)).isTrue();
        assertThat(prompts).hasSize(1);
        assertThat(memory.stats(OPS).pendingTurns()).isZero();
    }

    @Test
    void a_step_that_does_not_stand_in_the_turns_is_noted_and_the_turns_are_recorded_instead() {
        replies.add("Restart billing\n1. Ask Marcus.\n2. Run systemctl restart billing.");
        Memory procedure = memory.learning().addProcedure(OPS, TASK);
        assertThat(procedure.text())
                .startsWith("Restart the billing service")
                .contains("\n1. assistant: I call systemctl restart billing.\n2. tool: Job for billing.service failed")
                .doesNotContain("Marcus", "hunter2");
        assertThat(memory.learning().rejections(OPS, 10)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(MemoryEvent.Type.REJECT);
            assertThat(event.newText()).isEqualTo("Ask Marcus.");
        });
    }

    @Test
    void a_model_that_is_down_or_talks_of_something_else_costs_the_steps_and_no_record() {
        down.set(true);
        assertThat(memory.learning().addProcedure(OPS, TASK).text()).contains("\n3. assistant: I stop Nginx first");
        down.set(false);
        replies.add("I would rather talk about the weather.");
        assertThat(memory.learning().addProcedure(OPS, TASK).text()).contains("\n3. assistant: I stop Nginx first");
    }

    @Test
    void without_a_model_the_turns_are_recorded_word_for_word() {
        try (LongTermMemory plain = LongTermMemory.builder()
                .directory(directory.resolve("plain"))
                .embedder(new WordEmbedder())
                .clock(() -> now)
                .open()) {
            Memory procedure = plain.learning().addProcedure(OPS, TASK);
            assertThat(procedure.text().lines()).hasSize(4);
            assertThat(plain.learning().flush(Duration.ZERO)).isFalse();
            assertThat(plain.learning().sources(OPS, procedure.id())).hasSize(4);
        }
    }

    @Test
    void a_turn_that_is_forgotten_takes_the_record_along() {
        replies.add(WRITTEN);
        Memory procedure = memory.learning().addProcedure(OPS, TASK);
        StoredTurn tool =
                memory.listTurns(ListRequest.builder(OPS).build()).items().get(2);
        assertThat(memory.forget(OPS, tool.id()).memories()).isEqualTo(1);
        assertThat(memory.get(OPS, procedure.id())).isEmpty();
    }

    @Test
    void a_procedure_belongs_to_an_agent() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> memory.learning().addProcedure(ZOE, TASK))
                .withMessageContaining("agent");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> memory.learning().addProcedure(OPS, List.of()));
    }
}
