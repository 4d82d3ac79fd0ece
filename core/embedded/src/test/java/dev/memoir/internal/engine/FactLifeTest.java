// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.AsOf;
import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.testing.MemoirExtension;
import dev.memoir.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fact is stated, changes, is corrected and is retracted: through the whole memory, in three languages. */
class FactLifeTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AsOf MID_MAY = AsOf.valid(Instant.parse("2026-05-15T00:00:00Z"));
    private static final AsOf MID_JUNE = AsOf.valid(Instant.parse("2026-06-15T00:00:00Z"));

    @RegisterExtension
    static final MemoirExtension MEMOIR = MemoirExtension.builder()
            .startingAt(Instant.parse("2026-04-20T08:00:00Z"))
            .build();

    enum Told {
        ENGLISH(
                "I live in Berlin.",
                "I moved to Lisbon in May.",
                "No, it was June.",
                "Forget where I live.",
                "Where do I live?"),
        RUSSIAN(
                "Я живу в Берлине.",
                "Я переехал в Лиссабон в мае.",
                "Нет, это было в июне.",
                "Забудь, где я живу.",
                "Где я живу?"),
        CHINESE("我住在柏林。", "我五月搬到了里斯本。", "不对，是六月。", "忘掉我住在哪里。", "我住在哪里？");

        private final String first;
        private final String changed;
        private final String corrected;
        private final String takenBack;
        private final String question;

        Told(String first, String changed, String corrected, String takenBack, String question) {
            this.first = first;
            this.changed = changed;
            this.corrected = corrected;
            this.takenBack = takenBack;
            this.question = question;
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void every_step_can_be_asked_for_and_taken_back(Told told, LongTermMemory memory, TestClock clock) {
        Life life = new Life(memory, told.question);

        life.says(told.first);
        Memory berlin = life.only();
        AsOf knewBerlin = AsOf.recorded(clock.instant());
        assertThat(life.found(null)).containsExactly(berlin.text());

        clock.set(Instant.parse("2026-07-20T08:00:00Z"));
        life.says(told.changed);
        Memory may = life.only();
        AsOf knewMay = AsOf.recorded(clock.instant());
        assertThat(life.found(null)).containsExactly(may.text());
        assertThat(life.found(MID_MAY)).containsExactly(may.text());

        clock.advance(Duration.ofMinutes(5));
        life.says(told.corrected);
        Memory june = life.only();
        AsOf knewJune = AsOf.recorded(clock.instant());
        assertThat(june.text()).isNotEqualTo(may.text());
        assertThat(life.found(null)).containsExactly(june.text());
        assertThat(life.found(MID_MAY)).containsExactly(berlin.text());
        assertThat(life.found(MID_JUNE)).containsExactly(june.text());

        clock.set(Instant.parse("2026-08-01T08:00:00Z"));
        life.says(told.takenBack);
        assertThat(life.current()).isEmpty();
        assertThat(life.found(null)).isEmpty();
        assertThat(life.found(MID_MAY)).as("nobody denied Berlin").containsExactly(berlin.text());
        assertThat(life.found(MID_JUNE)).isEmpty();
        assertThat(life.found(knewBerlin)).containsExactly(berlin.text());
        assertThat(life.found(knewMay)).containsExactly(may.text());
        assertThat(life.found(knewJune)).containsExactly(june.text());
        assertThat(life.found(new AsOf(MID_MAY.valid(), knewMay.recorded()))).containsExactly(may.text());

        assertThat(life.steps(berlin))
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.SUPERSEDE, MemoryEvent.Type.UPDATE);
        assertThat(life.steps(may)).containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.SUPERSEDE);
        assertThat(life.steps(june)).containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.DELETE);
        assertThat(life.last(june)).satisfies(denied -> {
            assertThat(denied.oldText()).isEqualTo(june.text());
            assertThat(denied.newText()).isNull();
            assertThat(denied.reason()).contains(told.takenBack);
            assertThat(denied.actor()).isEqualTo(june.extractor());
            assertThat(denied.at()).isEqualTo(clock.instant());
        });
        assertThat(life.last(may).reason()).startsWith("corrected").contains(told.corrected);

        memory.learning().undo(ZOE, life.last(june).id());
        assertThat(life.current()).containsExactly(june.text());
        memory.learning().undo(ZOE, life.last(may).id());
        assertThat(life.current()).containsExactly(may.text());
        assertThat(life.found(MID_MAY)).containsExactly(may.text());
        memory.learning().undo(ZOE, life.first(may).id());
        assertThat(life.current()).containsExactly(berlin.text());
        assertThat(life.found(null)).containsExactly(berlin.text());
        assertThat(memory.learning().rejections(ZOE, 10)).isEmpty();
    }

    /** The statements and questions of one user. */
    private record Life(LongTermMemory memory, String question) {

        void says(String words) {
            memory.add(ZOE, Turn.user(words));
            assertThat(memory.learning().flush(PATIENCE)).isTrue();
            assertThat(memory.learning().parkedTurns(ZOE, 10)).isEmpty();
        }

        Memory only() {
            List<Memory> all = memory.list(ListRequest.builder(ZOE).build()).items();
            assertThat(all).hasSize(1);
            return all.get(0);
        }

        List<String> current() {
            return memory.list(ListRequest.builder(ZOE).build()).items().stream()
                    .map(Memory::text)
                    .toList();
        }

        List<String> found(@Nullable AsOf asOf) {
            return memory
                    .search(SearchRequest.builder(ZOE, question)
                            .types(ItemType.MEMORY)
                            .asOf(asOf)
                            .build())
                    .hits()
                    .stream()
                    .map(hit -> hit.item().text())
                    .toList();
        }

        List<MemoryEvent.Type> steps(Memory fact) {
            return memory.history(ZOE, fact.id()).stream()
                    .map(MemoryEvent::type)
                    .toList();
        }

        MemoryEvent first(Memory fact) {
            return memory.history(ZOE, fact.id()).get(0);
        }

        MemoryEvent last(Memory fact) {
            List<MemoryEvent> history = memory.history(ZOE, fact.id());
            return history.get(history.size() - 1);
        }
    }
}
