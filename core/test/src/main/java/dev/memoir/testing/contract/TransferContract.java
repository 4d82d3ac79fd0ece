// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.keyed;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.memory;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.index.IndexChange;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.SummaryProgress;
import dev.memoir.ledger.UnsummarizedTurns;
import dev.memoir.maintenance.ImportResult;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An imported ledger reads the same as the exported one, however often and in whatever batches it is imported. */
public abstract class TransferContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = new Scope("tom", "helper", null);

    private Ledger from;
    private Ledger to;

    /** {@return a new and empty ledger; it is called twice for each test} */
    protected abstract Ledger open();

    @BeforeEach
    void openBoth() {
        from = open();
        to = open();
        fill();
    }

    @AfterEach
    void closeBoth() {
        from.close();
        to.close();
    }

    /** Fills a ledger with some of every kind of data. */
    private void fill() {
        List<StoredTurn> said = from.items()
                .add(keyed(
                        turns(
                                ZOE,
                                "main",
                                List.of(
                                        turn("I live in Berlin", new float[] {1, 0}),
                                        turn("Zoe", "I moved to Lisbon", Map.of("mood", "good", "n", 2L)),
                                        zoned("unreadable"))),
                        "key",
                        "hash"))
                .turns();
        Memory lisbon = memory(ZOE, "Zoe lives in Lisbon").memory();
        Memory berlin = memory(ZOE, "Zoe lives in Berlin").memory().toBuilder()
                .supersededBy(lisbon.id())
                .build();
        Memory linked = lisbon.toBuilder()
                .supersedes(berlin.id())
                .subject("Zoe")
                .entities(List.of("Zoe", "Lisbon"))
                .valid(Validity.from(NOW, TimePrecision.DAY).in(ZoneId.of("Asia/Tokyo")))
                .extractor("llm 1")
                .build();
        List<LearnedStep> steps =
                List.of(learned(berlin, said.get(0), "Berlin"), learned(linked, said.get(1), "Lisbon"));
        MemoryEvent away =
                new MemoryEvent(newId(), newId(), null, MemoryEvent.Type.REJECT, null, "x", "SECRET", "llm", NOW);
        from.learning()
                .learn(new LearnedBatch(
                        ZOE,
                        List.of(said.get(0).id(), said.get(1).id()),
                        steps,
                        List.of(new RejectedProposal(
                                away, List.of(new Citation(said.get(0).id(), "live")))),
                        SPACE,
                        NOW,
                        "llm 1",
                        false,
                        null,
                        12));
        from.learning().failed(ZOE, List.of(said.get(2).id()), 7, NOW);
        from.learning().park(List.of(said.get(2).id()), "no JSON", NOW);
        Memory noted = from.items()
                .add(memories(
                        TOM, memory(TOM, "likes tea", NOW.plusSeconds(9), Metadata.of("k", 1.5), new float[] {0, 1})))
                .memories()
                .get(0);
        from.items()
                .update(
                        TOM,
                        noted.id(),
                        MemoryUpdate.text("likes mate"),
                        new float[] {1, 1},
                        SPACE,
                        newId(),
                        NOW.plusSeconds(1));
        from.items().update(TOM, noted.id(), MemoryUpdate.pinned(true), null, SPACE, newId(), NOW.plusSeconds(2));
        summarizeOne();
        from.entities().merge(ZOE, "Lisbon", "Lisboa", newId(), NOW);
        from.items()
                .retract(
                        ZOE,
                        from.items()
                                .add(memories(ZOE, "denied"))
                                .memories()
                                .get(0)
                                .id(),
                        newId(),
                        NOW.plusSeconds(3));
    }

    private static NewTurn zoned(String text) {
        Turn said = Turn.builder(Role.USER, text).zone(ZoneId.of("Asia/Tokyo")).build();
        return new NewTurn(newId(), said, NOW, null);
    }

    private void summarizeOne() {
        Conversation main = from.learning().conversation(ZOE, "main").orElseThrow();
        UnsummarizedTurns episode =
                from.summaries().unsummarized(main.id(), 10).orElseThrow().first(1);
        Memory told = Memory.builder(newId(), ZOE, "Zoe told where she lives", NOW)
                .kind(MemoryKind.SUMMARY)
                .build();
        LearnedStep step = learned(told, episode.turns().get(0), "I live in Berlin");
        assertThat(from.summaries()
                        .summarize(
                                episode,
                                told.id(),
                                new LearnedBatch(
                                        ZOE, List.of(), List.of(step), List.of(), SPACE, NOW, "s 1", false, null, 3)))
                .isTrue();
        from.summaries().parkSummary(main, "no JSON", NOW);
    }

    private static LearnedStep learned(Memory memory, StoredTurn source, String quote) {
        String step = newId();
        return new LearnedStep(
                null,
                memory,
                new MemoryEvent(step, step, memory.id(), MemoryEvent.Type.ADD, null, memory.text(), "said", "llm", NOW),
                List.of(new Citation(source.id(), quote)),
                new float[] {1, 2});
    }

    @Test
    void an_imported_export_reads_the_same() {
        ImportResult receipt = to.transfer().importRecords(read(from, null));

        assertThat(read(to, null)).isNotEmpty().isEqualTo(read(from, null));
        assertThat(receipt.added("turn")).isEqualTo(3);
        assertThat(receipt.added("memory")).isEqualTo(5);
        assertThat(receipt.incomplete() + receipt.forgotten() + receipt.present())
                .isZero();
        assertThat(documents(to)).isEqualTo(documents(from));
    }

    @Test
    void repeating_or_resuming_an_import_adds_what_is_missing_and_nothing_twice() {
        List<PortableRecord> all = read(from, null);
        to.transfer().importRecords(all.subList(0, all.size() / 2));
        ImportResult rest = to.transfer().importRecords(all);
        assertThat(rest.present()).isEqualTo(all.size() / 2);
        long last = to.projection().lastChange();

        ImportResult again = to.transfer().importRecords(all);

        assertThat(again.added()).isEmpty();
        assertThat(again.present()).isEqualTo(all.size());
        assertThat(read(to, null)).isEqualTo(all);
        assertThat(to.projection().lastChange()).isEqualTo(last);
    }

    @Test
    void history_sources_and_past_states_are_imported() {
        to.transfer().importRecords(read(from, null));
        for (Scope scope : List.of(ZOE, TOM)) {
            List<Memory> memories = memoriesOf(from, scope);
            assertThat(memoriesOf(to, scope)).isEqualTo(memories);
            for (Memory memory : memories) {
                assertThat(to.items().history(scope, memory.id()))
                        .isEqualTo(from.items().history(scope, memory.id()));
                assertThat(to.learning().sources(scope, memory.id()))
                        .isEqualTo(from.learning().sources(scope, memory.id()));
            }
            assertThat(to.learning().asRecorded(scope, NOW))
                    .isEqualTo(from.learning().asRecorded(scope, NOW));
            assertThat(to.learning().rejections(scope, 10))
                    .isEqualTo(from.learning().rejections(scope, 10));
            assertThat(to.learning().parked(scope, 10))
                    .isEqualTo(from.learning().parked(scope, 10));
        }
        assertThat(to.items().replay(ZOE, new RequestKey("key", "hash"))).isPresent();
    }

    @Test
    void suppressed_items_stay_suppressed_with_their_history() {
        StoredTurn said =
                from.items().turns(ListRequest.builder(ZOE).build()).items().get(0);
        Memory noted = memoriesOf(from, TOM).get(0);
        MemoryEvent step =
                from.items().suppress(ZOE, List.of(said.id()), "private", NOW).get(0);
        from.items().suppress(TOM, List.of(noted.id()), null, NOW);

        to.transfer().importRecords(read(from, null));

        assertThat(read(to, null)).isEqualTo(read(from, null));
        assertThat(documents(to)).isEqualTo(documents(from));
        assertThat(to.items()
                        .turns(ListRequest.builder(ZOE).onlySuppressed().build())
                        .items())
                .containsExactly(said);
        assertThat(to.items()
                        .memories(ListRequest.builder(TOM).onlySuppressed().build(), NOW)
                        .items())
                .extracting(Memory::id)
                .containsExactly(noted.id());
        assertThat(to.items().history(ZOE, said.id())).containsExactly(step);
        assertThat(to.items().undoSuppression(ZOE, step.id(), NOW)).hasSize(1);
    }

    private static List<Memory> memoriesOf(Ledger ledger, Scope scope) {
        return ledger.items()
                .memories(
                        ListRequest.builder(scope)
                                .includePast()
                                .includeExpired()
                                .build(),
                        NOW)
                .items();
    }

    @Test
    void mentions_and_merged_names_are_imported() {
        to.transfer().importRecords(read(from, null));
        assertThat(from.entities().entities(ZOE, "Lisboa")).isNotEmpty();
        assertThat(to.entities().entities(ZOE, "Lisboa"))
                .isEqualTo(from.entities().entities(ZOE, "Lisboa"));
        assertThat(to.entities().entities(ZOE, 100, null))
                .isEqualTo(from.entities().entities(ZOE, 100, null));
        assertThat(to.entities().mentions(ZOE, "Lisbon", 100, null).items())
                .isNotEmpty()
                .isEqualTo(from.entities().mentions(ZOE, "Lisbon", 100, null).items());
        assertThat(to.entities().entityHistory(ZOE, "Lisboa"))
                .hasSize(1)
                .isEqualTo(from.entities().entityHistory(ZOE, "Lisboa"));
        assertThat(to.entities().split(ZOE, "Lisboa", newId(), NOW)).isTrue();
    }

    @Test
    void a_known_name_and_an_imported_one_denote_one_entity() {
        to.items().add(turns(ZOE, "other", List.of(turn("Lisbon", "nice", Map.of()))));
        to.transfer().importRecords(read(from, null));
        assertThat(to.entities().entities(ZOE, "Lisboa"))
                .isEqualTo(to.entities().entities(ZOE, "Lisbon"));
        assertThat(to.entities().mentions(ZOE, "Lisboa", 100, null).items())
                .hasSize(from.entities()
                                .mentions(ZOE, "Lisboa", 100, null)
                                .items()
                                .size()
                        + 1);
    }

    @Test
    void an_imported_conversation_is_not_summarised_again_and_an_existing_one_keeps_its_progress() {
        to.transfer().importRecords(read(from, null));
        UnsummarizedTurns there = from.summaries()
                .unsummarized(
                        from.learning().conversation(ZOE, "main").orElseThrow().id(), 10)
                .orElseThrow();
        assertThat(there.mark().through()).isZero();
        assertThat(to.summaries()
                        .unsummarized(
                                to.learning()
                                        .conversation(ZOE, "main")
                                        .orElseThrow()
                                        .id(),
                                10)
                        .orElseThrow())
                .isEqualTo(there);
        assertThat(to.summaries().parkedSummaries(ZOE, 10))
                .isEqualTo(from.summaries().parkedSummaries(ZOE, 10));

        Ledger another = open();
        try {
            another.items().add(turns(ZOE, "main", "mine"));
            another.transfer().importRecords(read(from, null));
            assertThat(another.summaries()
                            .unsummarized(
                                    another.learning()
                                            .conversation(ZOE, "main")
                                            .orElseThrow()
                                            .id(),
                                    10)
                            .orElseThrow()
                            .mark())
                    .isEqualTo(SummaryProgress.NONE);
        } finally {
            another.close();
        }
    }

    @Test
    void the_export_of_a_scope_contains_no_other_scope() {
        to.transfer().importRecords(read(from, TOM));
        assertThat(to.items().stats(ZOE)).isEqualTo(new MemoryStats(0, 0, 0, 0, 0));
        assertThat(read(to, null)).isNotEmpty().isEqualTo(read(from, TOM)).noneMatch(r -> "zoe".equals(r.text("user")));
    }

    @Test
    void an_import_does_not_restore_forgotten_items() {
        List<PortableRecord> all = read(from, null);
        to.transfer().importRecords(all);
        to.items().forget(ZOE);

        ImportResult receipt = to.transfer().importRecords(all);

        assertThat(receipt.forgotten()).isGreaterThan(5);
        assertThat(to.items().stats(ZOE).turns() + to.items().stats(ZOE).memories())
                .isZero();
        assertThat(memoriesOf(to, TOM)).hasSize(1);
    }

    @Test
    void a_turn_with_an_occupied_position_is_appended_to_its_conversation() {
        to.items().add(turns(ZOE, "main", "mine", "mine too"));
        to.transfer().importRecords(read(from, null));
        List<StoredTurn> turns =
                to.items().turns(ListRequest.builder(ZOE).build()).items();
        assertThat(turns).hasSize(5).extracting(StoredTurn::sequence).doesNotHaveDuplicates();
        assertThat(turns.subList(2, 5)).extracting(StoredTurn::text).startsWith("I live in Berlin");
        to.items().add(turns(ZOE, "main", "goes on"));
        assertThat(to.items().stats(ZOE).turns()).isEqualTo(6);
    }

    @Test
    void an_invalid_record_is_rejected_and_nothing_is_written() {
        List<PortableRecord> all = read(from, null);
        for (String field : List.of("text", "recordedAt", "origin", "metadata", "conversation", "sequence")) {
            List<PortableRecord> broken = new ArrayList<>(all);
            broken.replaceAll(record -> record.type().equals("turn") ? with(record, field, null) : record);
            assertThatThrownBy(() -> to.transfer().importRecords(broken))
                    .as(field)
                    .isInstanceOf(InvalidInputException.class);
        }
        for (String field : List.of("kind", "updatedAt", "validPrecision", "validZone", "user")) {
            List<PortableRecord> broken = new ArrayList<>(all);
            broken.replaceAll(record -> record.type().equals("memory") ? with(record, field, "two words") : record);
            assertThatThrownBy(() -> to.transfer().importRecords(broken))
                    .as(field)
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(read(to, null)).isEmpty();
    }

    private static PortableRecord with(PortableRecord record, String field, @Nullable Object value) {
        Map<String, Object> fields = new HashMap<>(record.fields());
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return new PortableRecord(record.type(), fields);
    }

    @Test
    void items_imported_without_vectors_wait_for_an_embedder() {
        List<PortableRecord> all = new ArrayList<>();
        from.transfer().read(null, false, all::add);
        to.transfer().importRecords(all);
        assertThat(to.projection().missingVectors(SPACE, 100)).hasSize(6);
    }

    private static List<PortableRecord> read(Ledger ledger, @Nullable Scope scope) {
        List<PortableRecord> records = new ArrayList<>();
        ledger.transfer().read(scope, true, records::add);
        assertThat(ledger.transfer().countRecords(scope)).isEqualTo(records.size());
        return records;
    }

    private static Map<String, String> documents(Ledger ledger) {
        Map<String, String> documents = new HashMap<>();
        for (IndexChange change : ledger.projection().changes(0, 1000, SPACE)) {
            documents.put(
                    change.ref().id(),
                    change instanceof IndexChange.Put put
                            ? put.document().text()
                                    + Arrays.toString(put.document().vector())
                            : "removed");
        }
        return documents;
    }
}
