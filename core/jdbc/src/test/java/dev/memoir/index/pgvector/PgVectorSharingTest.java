// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.removal;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is specific to an index in a database: other processes that fill it too, and words as PostgreSQL parses them.
 */
@NeedsServer(TestServer.POSTGRES)
class PgVectorSharingTest {

    private static final IndexPosition START = new IndexPosition("ledger", "embedder", 0);

    private final TestDatabase database = new TestDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    private MemoryIndex open() {
        return PgVectorIndex.builder(database.source())
                .schema(database.schema())
                .build()
                .open(4);
    }

    private MemoryIndex opened() {
        MemoryIndex index = open();
        index.position();
        index.reset(START);
        return index;
    }

    @Test
    void concurrent_openings_create_it_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<MemoryIndex>> opening = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                opening.add(threads.submit(this::open));
            }
            for (Future<MemoryIndex> index : opening) {
                assertThat(index.get().position()).isEqualTo(IndexPosition.NONE);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void changes_applied_by_another_process_are_skipped_and_never_undone() {
        MemoryIndex one = opened();
        IndexChange old = turn("a", "Berlin", at(0));
        IndexChange now = turn("a", "Lisbon", at(0));
        MemoryIndex other = open();
        assertThat(other.position()).isEqualTo(START);
        apply(other, old);
        apply(other, now);
        apply(one, old);
        assertThat(one.position().sequence()).isEqualTo(now.sequence());
        assertThat(ids(one.search(query("Lisbon", null, 10)))).containsExactly("a");
        assertThat(one.search(query("Berlin", null, 10))).isEmpty();
    }

    @Test
    void a_process_that_read_the_position_before_a_refill_leaves_no_gap() {
        MemoryIndex one = opened();
        apply(one, turn("a", "Berlin", at(0)));
        MemoryIndex other = open();
        other.position();
        other.reset(START);
        IndexChange next = turn("b", "Lisbon", at(0));
        assertThatExceptionOfType(MemoryIndexException.class)
                .isThrownBy(() -> apply(one, next))
                .withMessageContaining("from the start");
        assertThat(one.position()).isEqualTo(START);
        apply(one, next);
        assertThat(ids(other.search(query("Lisbon", null, 10)))).containsExactly("b");
    }

    @Test
    void the_second_of_two_that_fill_it_for_one_ledger_continues_the_work_of_the_first() {
        MemoryIndex one = open();
        MemoryIndex other = open();
        one.position();
        other.position();
        one.reset(START);
        apply(one, turn("a", "Berlin", at(0)));
        other.reset(START);
        assertThat(ids(other.search(query("Berlin", null, 10)))).containsExactly("a");
    }

    @Test
    void a_word_of_any_letters_and_symbols_is_found() {
        MemoryIndex index = opened();
        apply(
                index,
                turn("slash", "the train Lisbon/Porto", at(0)),
                turn("quote", "l'Aquila is \\ in Italy", at(0)),
                turn("plus", "I write C++ at home", at(0)),
                turn("chinese", "\u6211\u642c\u5230\u4e86\u91cc\u65af\u672c", at(0)),
                turn(
                        "russian",
                        "\u041c\u043e\u044f \u0441\u0435\u0441\u0442\u0440\u0430 \u0432"
                                + " \u041b\u0418\u0421\u0421\u0410\u0411\u041e\u041d\u0415",
                        at(0)),
                turn("mail", "write to ana.silva@example.com", at(0)));
        Map<String, String> asked = Map.of(
                "Porto?", "slash",
                "aquila's", "quote",
                "who writes c++", "plus",
                "\u91cc\u65af\u672c", "chinese",
                "\u043b\u0438\u0441\u0441\u0430\u0431\u043e\u043d\u0435", "russian",
                "Silva", "mail");
        asked.forEach((question, found) -> assertThat(ids(index.search(query(question, null, 10))))
                .as(question)
                .contains(found));
        assertThat(ids(index.search(query("\u0421\u0435\u0441\u0442\u0440\u0430", null, 10))))
                .containsExactly("russian");
    }

    /** The score that counts as certain. */
    private static final double CERTAIN = 5.6;

    @Test
    void word_matches_are_scored_by_bm25_over_the_whole_index_relative_to_certainty() {
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            changes.add(turn("t" + i, "tea ".repeat(i) + "bread ".repeat(10 - i), at(0)));
        }
        changes.add(turn("rare", "zanzibar bread", at(0)));
        MemoryIndex index = opened();
        apply(index, changes.toArray(IndexChange[]::new));
        Map<String, Double> found = keywords(index.search(query("Tea from Zanzibar", null, 100)));
        assertThat(found).hasSize(10);
        for (int i = 1; i < 10; i++) {
            assertThat(found.get("t" + i)).as("tea %d times", i).isCloseTo(bm25(9, i, 10) / CERTAIN, within(1e-6));
        }
        assertThat(found.get("rare")).isCloseTo(bm25(1, 1, 2) / CERTAIN, within(1e-6));
    }

    /** The BM25 score of a word in some of the eleven documents, which have 102 words in all. */
    private static double bm25(int documents, int times, int length) {
        double weight = Math.log(1 + (11 - documents + 0.5) / (documents + 0.5));
        return weight * times / (times + 1.2 * (0.25 + 0.75 * length / (102 / 11.0)));
    }

    private static Map<String, Double> keywords(List<Candidate> candidates) {
        return candidates.stream().collect(Collectors.toMap(found -> found.ref().id(), Candidate::keyword));
    }

    @Test
    void forgotten_words_remain_in_no_table() {
        MemoryIndex index = opened();
        apply(index, turn("a", "zanzibar", at(0)), turn("b", "tea", at(0)));
        apply(index, removal(ItemType.TURN, "a", true));
        index.purge();
        assertThat(database.query("SELECT string_agg(word, ',') FROM " + database.schema() + ".index_4_word"))
                .isEqualTo("tea");
    }
}
