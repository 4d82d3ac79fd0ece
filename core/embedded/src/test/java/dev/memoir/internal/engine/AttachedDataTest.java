// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.Filter;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import dev.memoir.Role;
import dev.memoir.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that the application attached to a fact or to its source turns survives learning. */
class AttachedDataTest extends LearningFixture {

    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_takes_the_place_of_a_fact_keeps_what_was_attached_to_it(boolean correction) {
        said("I live in Berlin.", add("Zoe lives in Berlin.", "I live in Berlin"));
        String id = facts().get(0).id();
        memory.update(ZOE, id, MemoryUpdate.pinned(true));
        memory.update(ZOE, id, MemoryUpdate.metadata(Map.of("case", 7)));
        memory.update(ZOE, id, MemoryUpdate.expiresAt(EXPIRY));
        now = now.plus(Duration.ofDays(1));

        said("I live in Lisbon.", update("Zoe lives in Lisbon.", "I live in Lisbon", "2026-05-09", correction));

        assertThat(facts()).singleElement().satisfies(fact -> {
            assertThat(fact.text()).isEqualTo("Zoe lives in Lisbon.");
            assertThat(fact.id()).isNotEqualTo(id);
            assertThat(fact.pinned()).isTrue();
            assertThat(fact.metadata().get("case")).isEqualTo(7L);
            assertThat(fact.expiresAt()).isEqualTo(EXPIRY);
        });
    }

    @Test
    void a_fact_has_the_metadata_of_its_turn_and_filters_find_it() {
        replies.add(add("Zoe lives in Berlin.", "I live in Berlin"));
        memory.add(AddRequest.builder(ZOE)
                .metadata(Map.of("project", "alpha"))
                .turn(Turn.builder(Role.USER, "I live in Berlin.")
                        .speaker("Zoe")
                        .build())
                .build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();

        assertThat(memory.list(ListRequest.builder(ZOE)
                                .filter(Filter.eq("project", "alpha"))
                                .build())
                        .items())
                .extracting(Memory::text)
                .containsExactly("Zoe lives in Berlin.");
        assertThat(memory.list(ListRequest.builder(ZOE)
                                .filter(Filter.eq("project", "beta"))
                                .build())
                        .items())
                .isEmpty();
    }

    @Test
    void what_the_application_set_on_a_fact_goes_before_what_a_later_turn_has() {
        said("I live in Berlin.", add("Zoe lives in Berlin.", "I live in Berlin"));
        memory.update(ZOE, facts().get(0).id(), MemoryUpdate.metadata(Map.of("project", "mine")));
        now = now.plus(Duration.ofDays(1));
        replies.add(update("Zoe lives in Lisbon.", "I live in Lisbon", "2026-05-09", false));
        memory.add(AddRequest.builder(ZOE)
                .metadata(Map.of("project", "alpha", "source", "chat"))
                .turn(Turn.builder(Role.USER, "I live in Lisbon.")
                        .speaker("Zoe")
                        .build())
                .build());
        assertThat(memory.learning().flush(PATIENCE)).isTrue();

        assertThat(facts()).singleElement().satisfies(fact -> {
            assertThat(fact.text()).isEqualTo("Zoe lives in Lisbon.");
            assertThat(fact.metadata().asMap()).isEqualTo(Map.of("project", "mine", "source", "chat"));
        });
    }
}
