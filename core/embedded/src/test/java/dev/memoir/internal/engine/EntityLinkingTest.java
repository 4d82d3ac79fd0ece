// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AddRequest;
import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryEvent;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.ScoreComponent;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities in a memory that extracts no facts. */
class EntityLinkingTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    private volatile Instant now = Instant.parse("2026-05-08T12:00:00Z");

    @Test
    void what_was_said_before_a_name_is_linked_a_moment_later_by_itself() {
        try (LongTermMemory memory = open()) {
            memory.add(ZOE, Turn.user("I met Ana."));
            memory.add(ZOE, Turn.builder(Role.USER, "Hello!").speaker("Ana").build());
            Awaitility.await().until(() -> ana(memory).turns() == 2);
        }
    }

    @Test
    void what_is_not_linked_when_the_memory_is_closed_is_when_it_is_opened_again() {
        try (LongTermMemory memory = open()) {
            AddRequest.Builder many = AddRequest.builder(ZOE);
            for (int i = 0; i < 500; i++) {
                many.text("I met Ana, day " + i + ".");
            }
            memory.add(many.build());
            memory.add(ZOE, Turn.builder(Role.USER, "Hello!").speaker("Ana").build());
        }
        try (LongTermMemory memory = open()) {
            Awaitility.await().until(() -> ana(memory).turns() == 501);
        }
    }

    @Test
    void a_merge_is_in_the_history_with_actor_and_time_and_can_be_undone() {
        try (LongTermMemory memory = open()) {
            memory.add(ZOE, Turn.builder(Role.USER, "Hello!").speaker("Ana").build());
            memory.entities().merge(ZOE, "Ana", "Annie");
            EntityEvent merge = memory.entities().history(ZOE, "Annie").get(0);
            assertThat(merge.type()).isEqualTo(EntityEvent.Type.MERGE);
            assertThat(List.of(merge.name(), merge.other(), merge.actor()))
                    .containsExactly("ana", "annie", MemoryEvent.API);
            assertThat(merge.at()).isEqualTo(now);
            now = now.plusSeconds(60);
            assertThat(memory.entities().undo(ZOE, merge.id())).isTrue();
            assertThat(ana(memory).aliases()).isEmpty();
            assertThat(memory.entities().history(ZOE, "Ana"))
                    .extracting(EntityEvent::type, EntityEvent::at, EntityEvent::undoes)
                    .contains(org.assertj.core.groups.Tuple.tuple(EntityEvent.Type.SPLIT, now, merge.id()));
        }
    }

    @Test
    void who_is_asked_for_by_another_name_is_found_by_hers() {
        try (LongTermMemory memory = open()) {
            memory.add(ZOE, Turn.builder(Role.USER, "Hello!").speaker("Ana").build());
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            memory.add(ZOE, Turn.user("Ana got married on Saturday."), Turn.user("Tom got married on Sunday."));
            assertThat(keyword(memory, "When did my sister get married?", "Ana got married on Saturday."))
                    .as("both have the word, one her name besides")
                    .isGreaterThan(keyword(memory, "When did my sister get married?", "Tom got married on Sunday."));
            assertThat(keyword(memory, "When did Eva get married?", "Ana got married on Saturday."))
                    .isEqualTo(keyword(memory, "When did Eva get married?", "Tom got married on Sunday."));
        }
    }

    private static double keyword(LongTermMemory memory, String question, String text) {
        return memory.search(SearchRequest.builder(ZOE, question).explain().build()).hits().stream()
                .filter(hit -> hit.item().text().equals(text))
                .flatMap(hit -> hit.explanation().stream())
                .filter(share -> share.signal().equals("keyword"))
                .mapToDouble(ScoreComponent::value)
                .sum();
    }

    private static Entity ana(LongTermMemory memory) {
        return memory.entities().find(ZOE, "Ana").get(0);
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .clock(() -> now)
                .open();
    }
}
