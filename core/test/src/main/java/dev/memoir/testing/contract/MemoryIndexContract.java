// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.IndexDocuments.NOW;
import static dev.memoir.testing.contract.IndexDocuments.ZOE;
import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.at;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.memory;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.related;
import static dev.memoir.testing.contract.IndexDocuments.removal;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Origin;
import dev.memoir.Scope;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TurnPosition;
import dev.memoir.testing.server.StoreVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of every index; {@link WordIndexContract} adds that of indexes that match words. A store's test extends
 * one of the two and opens its index.
 */
public abstract class MemoryIndexContract {

    /** The index under test, opened before each test. */
    protected MemoryIndex index;

    /**
     * {@return the index of this test for vectors of a dimension; always the same index for the same dimension}
     *
     * @param dimension the number of dimensions of the vectors
     */
    protected abstract MemoryIndex open(int dimension);

    private MemoryIndex open() {
        return open(4);
    }

    /** {@return the name of the store under the index, with the version that it reports} */
    protected abstract String store();

    @BeforeEach
    void openIndex() {
        StoreVersion.print("MemoryIndexContract", getClass(), store());
        index = open();
        index.reset(new IndexPosition("ledger", "embedder", 0));
    }

    @AfterEach
    void closeIndex() {
        index.close();
    }

    @Test
    void an_applied_document_is_found_by_its_vector() {
        apply(index, turn("a", "Ana moved to Lisbon", at(0)), turn("b", "I bought shoes", at(90)));
        assertThat(index.search(query("nothing alike", at(90), 1)))
                .singleElement()
                .satisfies(found -> assertThat(found.ref().id()).isEqualTo("b"))
                .satisfies(found -> assertThat(found.dense()).isEqualTo(1, within(1e-6)));
    }

    /**
     * The dimensions of all-MiniLM, around the limits of Lucene's and pgvector's graphs, of OpenAI's models, and of the
     * largest model in use.
     */
    @ParameterizedTest
    @ValueSource(ints = {384, 1_024, 1_025, 1_536, 2_000, 2_001, 3_072, 4_000, 4_096})
    void vectors_of_any_dimension_are_found_after_a_restart_too(int dimension) {
        Random random = new Random(dimension);
        List<float[]> vectors =
                Stream.generate(() -> unit(random, dimension)).limit(3).toList();
        try (MemoryIndex large = open(dimension)) {
            large.reset(new IndexPosition("ledger", "embedder", 0));
            apply(large, turn("a", "one", vectors.get(0)), turn("b", "two", vectors.get(1)));
            apply(large, turn("c", "three", vectors.get(2)));
            assertThatEachIsFound(large, vectors);
            large.flush();
        }
        try (MemoryIndex again = open(dimension)) {
            assertThat(again.position().sequence()).isPositive();
            assertThatEachIsFound(again, vectors);
        }
    }

    private static void assertThatEachIsFound(MemoryIndex index, List<float[]> vectors) {
        List<String> names = List.of("a", "b", "c");
        for (int i = 0; i < vectors.size(); i++) {
            String name = names.get(i);
            assertThat(index.search(query("nothing alike", vectors.get(i), 3)))
                    .filteredOn(found -> found.dense() > 0.5)
                    .singleElement()
                    .satisfies(found -> assertThat(found.ref().id()).isEqualTo(name))
                    .satisfies(found -> assertThat(found.dense()).isEqualTo(1, within(1e-4)));
        }
    }

    private static float[] unit(Random random, int dimension) {
        float[] vector = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    @Test
    void a_document_that_is_put_again_replaces_the_old_one() {
        apply(index, turn("a", "Berlin", at(0)));
        apply(index, turn("a", "Lisbon", at(60)));
        assertThat(index.search(query("Lisbon Berlin", at(0), 10)))
                .singleElement()
                .satisfies(found -> assertThat(found.dense()).isEqualTo(0.5, within(1e-6)));
    }

    @Test
    void a_removed_document_is_not_found_and_can_be_removed_again() {
        apply(index, turn("a", "Lisbon", at(0)));
        apply(index, removal(ItemType.TURN, "a", false));
        apply(index, removal(ItemType.TURN, "a", true));
        assertThat(index.search(query("Lisbon", at(0), 10))).isEmpty();
    }

    @Test
    void a_removed_document_that_is_put_again_is_found_as_before() {
        apply(index, turn("a", "green tea", at(0)), turn("b", "black tea", at(10)));
        List<Candidate> before = index.search(query("tea", at(0), 5));
        apply(index, removal(ItemType.TURN, "a", false));
        assertThat(ids(index.search(query("tea", at(0), 5)))).containsExactly("b");

        apply(index, turn("a", "green tea", at(0)));
        assertThat(ids(index.search(query("tea", at(0), 5)))).isEqualTo(ids(before));
    }

    @Test
    void a_turn_and_a_memory_with_the_same_id_are_two_documents() {
        apply(index, turn("a", "Lisbon", at(0)), memory("a", MemoryKind.FACT, "Lisbon", at(0), null));
        assertThat(index.search(query("Lisbon", at(0), 10))).hasSize(2);
        apply(index, removal(ItemType.MEMORY, "a", false));
        assertThat(index.search(query("Lisbon", at(0), 10)))
                .extracting(found -> found.ref().type())
                .containsExactly(ItemType.TURN);
    }

    @Test
    void the_position_and_the_documents_outlive_a_restart() {
        apply(index, turn("a", "Lisbon", at(0)));
        IndexPosition position = index.position();
        index.close();
        index = open();
        assertThat(index.position()).isEqualTo(position);
        assertThat(index.search(query("Lisbon", at(0), 10))).hasSize(1);
    }

    @Test
    void a_reset_index_is_empty_and_has_the_given_position() {
        apply(index, turn("a", "Lisbon", at(0)));
        IndexPosition start = new IndexPosition("other ledger", "other embedder", 0);
        index.reset(start);
        assertThat(index.position()).isEqualTo(start);
        assertThat(index.search(query("Lisbon", at(0), 10))).isEmpty();
    }

    @Test
    void a_score_depends_neither_on_other_matches_nor_on_the_pool() {
        for (int i = 0; i < 20; i++) {
            apply(index, turn("t" + i, i % 2 == 0 ? "tea and cake" : "coffee and cake", at(i * 4)));
        }
        Candidate few = candidate("t4", query("tea cake", at(16), 1));
        Candidate many = candidate("t4", query("tea cake", at(16), 20));
        assertThat(many).isEqualTo(few);
    }

    /**
     * {@return the hit of a document that a query must find}
     *
     * @param id the id of the document
     * @param query the query
     */
    protected Candidate candidate(String id, IndexQuery query) {
        return index.search(query).stream()
                .filter(found -> found.ref().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_negative_cosine_is_reported_as_it_is() {
        Map<String, Double> cosines = Map.of("opposite", -1.0, "far", -0.5, "near", 0.5);
        apply(
                index,
                turn("opposite", "Lisbon", at(180)),
                turn("far", "Lisbon", at(120)),
                turn("near", "Lisbon", at(60)));
        // Some stores leave out hits with a negative cosine.
        assertThat(index.search(query("Lisbon", at(0), 10)))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.dense())
                        .isEqualTo(cosines.get(found.ref().id()), within(1e-3)));
    }

    @Test
    void expired_documents_take_no_place_in_the_pool() {
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            changes.add(memory("old" + i, MemoryKind.FACT, "tea tea tea", at(0), NOW));
        }
        changes.add(memory("standing", MemoryKind.FACT, "a cup of tea in a long sentence", at(30), NOW.plusMillis(1)));
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(ids(index.search(query("tea", at(0), 5)))).containsExactly("standing");
    }

    @Test
    void types_kinds_and_conversation_restrict_the_result() {
        apply(
                index,
                turn("t1", ZOE, "one", 0, "tea", at(0), Metadata.none()),
                turn("t2", ZOE, "two\nlines", 0, "tea", at(0), Metadata.none()),
                memory("fact", MemoryKind.FACT, "tea", at(0), null),
                memory("wish", MemoryKind.PREFERENCE, "tea", at(0), null));
        assertThat(found(Set.of(ItemType.MEMORY), Set.of(), null)).containsExactly("fact", "wish");
        assertThat(found(Set.of(ItemType.TURN), Set.of(), "two\nlines")).containsExactly("t2");
        assertThat(found(Set.of(ItemType.values()), Set.of(MemoryKind.FACT), null))
                .containsExactly("fact", "t1", "t2");
        assertThat(found(Set.of(ItemType.values()), Set.of(), "one")).containsExactly("fact", "t1", "wish");
    }

    private List<String> found(Set<ItemType> types, Set<MemoryKind> kinds, String conversation) {
        return ids(index.search(new IndexQuery(
                ZOE, "tea", at(0), QueryHints.NONE, 10, types, kinds, conversation, Filter.all(), null)));
    }

    @Test
    void turns_at_positions_are_scored_and_admitted_like_those_of_a_search() {
        apply(
                index,
                turn("t0", ZOE, "c", 0, "tea", at(0), Metadata.none()),
                turn("t1", ZOE, "c", 1, "milk", at(10), Metadata.none()),
                turn("x1", Scope.user("tom"), "d", 1, "milk", at(10), Metadata.none()));
        IndexQuery query = query("milk", at(0), 10);
        assertThat(index.searchAt(
                        query,
                        List.of(
                                new TurnPosition("id of c1", 1),
                                new TurnPosition("id of c1", 7),
                                new TurnPosition("id of d1", 1))))
                .containsExactly(candidate("t1", query));
        assertThat(index.searchAt(query, List.of())).isEmpty();
    }

    @Test
    void a_candidate_has_its_time_and_links() {
        ItemLinks of = new ItemLinks(
                "Zoë & co",
                Origin.ASSISTANT,
                Set.of("ana silva", "a&b=c"),
                List.of(new TurnPosition("id of c1", 3), new TurnPosition("d", 0)));
        apply(index, related("fact", of, NOW.minusSeconds(5)), turn("plain", "tea", at(40)));
        assertThat(candidate("fact", query("tea", at(0), 10)))
                .satisfies(found -> assertThat(found.links()).isEqualTo(of))
                .satisfies(found -> assertThat(found.at()).isEqualTo(NOW.minusSeconds(5)));
        assertThat(candidate("plain", query("tea", at(0), 10)).links()).isEqualTo(ItemLinks.NONE);
    }

    @Test
    void a_scope_finds_what_it_reads() {
        List<Scope> scopes = List.of(
                ZOE,
                ZOE.withAgent("*"),
                ZOE.withAgent("a").withRun("r"),
                Scope.agent("a"),
                Scope.run("zoe"),
                Scope.user("*"),
                Scope.user("-"));
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            changes.add(turn("t" + i, scopes.get(i), "c" + i, 0, "tea", at(0), Metadata.none()));
        }
        apply(index, changes.toArray(IndexChange[]::new));
        for (Scope reader : scopes) {
            List<String> readable = new ArrayList<>();
            for (int i = 0; i < scopes.size(); i++) {
                if (reader.covers(scopes.get(i))) {
                    readable.add("t" + i);
                }
            }
            assertThat(ids(index.search(query(reader, "tea", at(0), 10, Filter.all()))))
                    .as("%s", reader)
                    .isEqualTo(readable);
        }
    }

    @Test
    void queries_names_and_values_may_have_any_length() {
        String kilobytes = "x".repeat(40_000);
        apply(
                index,
                turn("a", ZOE, kilobytes, 0, "tea " + kilobytes, at(0), Metadata.of(kilobytes, kilobytes + "a")),
                turn("b", ZOE, kilobytes + "b", 0, "tea", at(0), Metadata.of(kilobytes, kilobytes + "b")));
        assertThat(found(Set.of(ItemType.TURN), Set.of(), kilobytes)).containsExactly("a");
        assertThat(ids(index.search(query(ZOE, "tea", at(0), 10, Filter.eq(kilobytes, kilobytes + "b")))))
                .containsExactly("b");
        assertThat(index.search(query("tea " + "word ".repeat(200_000), at(0), 10)))
                .hasSize(2);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        "a log of 11 KB",
                        "2026-01-02T03:04:05Z ERROR [worker-1] pump.Service: at frame(Pump.java:17)\n".repeat(150)),
                Arguments.of("distinct words", numbered(100_000, i -> "w" + i)),
                Arguments.of("one word of 1 MB", "a".repeat(1_000_000)),
                Arguments.of("one CJK word", "水".repeat(20_000)),
                Arguments.of("punctuation", "?!-+*()[]{}\\\"':~^&|/<>%_$".repeat(500)),
                Arguments.of("emoji", "\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDE80".repeat(1_000)),
                Arguments.of("lone surrogates", "\uD83D x \uDE80 y\uDE80z".repeat(1_000)),
                Arguments.of("NUL", "a\0b \0 ".repeat(1_000)),
                Arguments.of("control characters", "\u0001\u001B[31m\uFFFE\uFFFF\u0085".repeat(1_000)),
                Arguments.of(
                        "dates",
                        numbered(1_000, i -> NOW.plusSeconds(86_400L * i).toString())));
    }

    private static String numbered(int count, IntFunction<String> word) {
        return IntStream.range(0, count).mapToObj(word).collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void any_text_is_a_valid_query_and_a_valid_document(String name, String text) {
        apply(index, turn("before", "tea", at(0)));
        assertThat(ids(index.search(query(text, at(0), 10)))).containsExactly("before");
        index.search(query(text, null, 10));
        QueryHints cues = new QueryHints(Set.copyOf(List.of(text.substring(0, 200), text)), List.of());
        assertThat(ids(index.search(query(text, at(0), 10).with(cues)))).containsExactly("before");

        String part = text.substring(0, 200);
        apply(index, turn("a", ZOE, "talk", 1, text, at(90), Metadata.of("key " + part, part)));
        apply(index, related("b", new ItemLinks(text.substring(0, 200), null, Set.of(), List.of()), NOW));
        assertThat(ids(index.search(query(text, at(90), 10)))).contains("a", "before");
        for (Filter filter : List.of(
                Filter.eq("key " + part, part), Filter.exists("key " + part), Filter.contains("key " + part, part))) {
            assertThat(ids(index.search(query(ZOE, text, at(90), 10, filter)))).containsExactly("a");
        }
    }

    @Test
    void a_purge_leaves_other_documents_unchanged() {
        apply(index, turn("a", "Lisbon", at(0)), turn("b", "Porto", at(0)));
        apply(index, removal(ItemType.TURN, "a", true));
        index.purge();
        assertThat(ids(index.search(query("Lisbon Porto", at(0), 10)))).containsExactly("b");
    }

    @Test
    void searches_go_on_while_changes_are_applied() throws Exception {
        apply(index, turn("first", "tea", at(0)));
        AtomicBoolean applying = new AtomicBoolean(true);
        CountDownLatch searching = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> searches = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                searches.add(threads.submit(() -> {
                    int most = 0;
                    do {
                        searching.countDown();
                        int found = index.search(query("tea", at(0), 500)).size();
                        assertThat(found).isGreaterThanOrEqualTo(most);
                        most = found;
                    } while (applying.get());
                    return most;
                }));
            }
            searching.await();
            for (int i = 0; i < 40; i++) {
                apply(index, turn("t" + i, "tea", at(i / 2.0)));
                assertThat(index.search(query("tea", at(0), 500))).hasSize(i + 2);
            }
            applying.set(false);
            for (Future<Integer> search : searches) {
                assertThat(search.get()).isPositive();
            }
        } finally {
            applying.set(false);
            threads.shutdownNow();
        }
    }
}
