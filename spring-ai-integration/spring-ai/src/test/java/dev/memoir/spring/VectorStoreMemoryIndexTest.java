// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.testing.contract.IndexDocuments.NOW;
import static dev.memoir.testing.contract.IndexDocuments.apply;
import static dev.memoir.testing.contract.IndexDocuments.ids;
import static dev.memoir.testing.contract.IndexDocuments.memory;
import static dev.memoir.testing.contract.IndexDocuments.query;
import static dev.memoir.testing.contract.IndexDocuments.removal;
import static dev.memoir.testing.contract.IndexDocuments.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.vectorstore.MetadataKeys;
import dev.memoir.vectorstore.VectorStoreCondition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.ai.vectorstore.pgvector.PgVectorFilterExpressionConverter;

class VectorStoreMemoryIndexTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final float[] ANY = ScriptedEmbeddings.vector("tea");

    private final ScriptedEmbeddings embeddings = new ScriptedEmbeddings();
    private final SpringEmbedder embedder = SpringEmbedder.of(embeddings);
    private final VectorStore store = SimpleVectorStore.builder(embeddings).build();

    private MemoryIndex opened() {
        return opened(store);
    }

    private MemoryIndex opened(VectorStore on) {
        MemoryIndex index = VectorStoreMemoryIndex.open(on, embedder);
        index.reset(new IndexPosition("ledger", "embedder", 0));
        return index;
    }

    @Test
    void a_memory_on_it_recalls_across_a_restart_and_says_what_it_lacks(@TempDir Path directory) {
        try (LongTermMemory memory = on(store, directory)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."), Turn.user("I like green tea."));
            memory.add(Scope.user("tom"), Turn.user("My sister Ana moved to Berlin."));
            assertThat(recalled(memory, "Where did Ana move?"))
                    .first()
                    .isEqualTo("My sister Ana moved to Lisbon in May.");
        }
        try (LongTermMemory memory = on(store, directory)) {
            assertThat(recalled(memory, "Where did Ana move?")).hasSize(2);
            assertThat(memory.search(SearchRequest.builder(ZOE, "Ana").build()).notices())
                    .singleElement()
                    .asString()
                    .contains("matches no words");
        }
    }

    @Test
    void a_store_that_was_lost_is_filled_from_the_ledger_again(@TempDir Path directory) {
        try (LongTermMemory memory = on(store, directory)) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        }
        try (LongTermMemory memory = on(SimpleVectorStore.builder(embeddings).build(), directory)) {
            assertThat(recalled(memory, "Where did Ana move?")).hasSize(1);
        }
    }

    @Test
    void a_store_with_memorys_own_model_embeds_nothing_twice(@TempDir Path directory) {
        MemoirEmbeddingModel model = new MemoirEmbeddingModel(embedder);
        VectorStore with = SimpleVectorStore.builder(model).build();
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(model)
                .index(dimension -> VectorStoreMemoryIndex.open(with, model))
                .open()) {
            embeddings.requests.clear();
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            assertThat(recalled(memory, "Where did Ana move?")).hasSize(1);
            assertThat(embeddings.texts())
                    .containsExactly("My sister Ana moved to Lisbon in May.", "Where did Ana move?");
        }
    }

    @Test
    void case_13_a_model_that_embeds_metadata_gets_the_bare_text() {
        MemoryIndex index = opened();
        embeddings.requests.clear();
        apply(index, turn("a", ZOE, "talk", 0, "I like tea.", ANY, Metadata.of("k", "v")));
        index.search(query("What do I like?", ANY, 10));
        assertThat(embeddings.texts()).containsExactly("I like tea.", "What do I like?");
    }

    @Test
    void scores_are_cosines_also_where_a_store_halves_them() {
        String text = "tea and cake";
        float[] vector = ScriptedEmbeddings.vector("tea");
        double cosine = 0;
        for (int i = 0; i < vector.length; i++) {
            cosine += vector[i] * ScriptedEmbeddings.vector(text)[i];
        }
        for (VectorStore on : List.of(store, new AlteredStore(embeddings).results(AlteredStore::halved))) {
            MemoryIndex index = opened(on);
            apply(index, turn("a", text, vector));
            assertThat(index.search(query("tea", vector, 10)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.keyword()).isZero())
                    .extracting(found -> found.dense())
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                    .isEqualTo(cosine, within(1e-3));
        }
    }

    @Test
    void a_document_that_is_put_again_replaces_the_old_one() {
        for (VectorStore on : List.of(store, new AlteredStore(embeddings).withoutUpsert())) {
            MemoryIndex index = opened(on);
            apply(index, turn("a", "Berlin", ANY));
            apply(index, turn("a", "tea", ANY));
            assertThat(index.search(query("tea", ANY, 10)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.dense()).isEqualTo(1, within(1e-3)));
            index.close();
            assertThat(VectorStoreMemoryIndex.open(on, embedder).position()).isEqualTo(index.position());
        }
    }

    @Test
    void a_turn_and_a_memory_with_the_same_id_are_two_documents() {
        MemoryIndex index = opened();
        apply(index, turn("a", "Lisbon", ANY), memory("a", MemoryKind.FACT, "Lisbon", ANY, null));
        apply(index, removal(ItemType.MEMORY, "a", false));
        assertThat(index.search(query("Lisbon", ANY, 10)))
                .extracting(found -> found.ref().type())
                .containsExactly(ItemType.TURN);
    }

    @Test
    void the_position_and_the_documents_outlive_a_restart() {
        MemoryIndex index = opened();
        apply(index, turn("a", "Lisbon", ANY));
        IndexPosition position = index.position();
        index.close();
        MemoryIndex again = VectorStoreMemoryIndex.open(store, embedder);
        assertThat(again.position()).isEqualTo(position);
        assertThat(again.search(query("Lisbon", ANY, 10))).hasSize(1);
    }

    @Test
    void after_a_crash_it_is_behind_and_never_ahead() {
        MemoryIndex index = opened();
        apply(index, turn("a", "Lisbon", ANY));
        assertThat(VectorStoreMemoryIndex.open(store, embedder).position().sequence())
                .isLessThan(index.position().sequence());
    }

    @Test
    void expired_documents_take_no_place_in_the_pool() {
        MemoryIndex index = opened();
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            changes.add(memory("old" + i, MemoryKind.FACT, "tea", ANY, NOW));
        }
        changes.add(memory("standing", MemoryKind.FACT, "a cup of tea in a long sentence", ANY, NOW.plusMillis(1)));
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(ids(index.search(query("tea", ANY, 5)))).containsExactly("standing");
    }

    @Test
    void types_kinds_and_conversation_restrict_the_result() {
        MemoryIndex index = opened();
        apply(
                index,
                turn("t1", ZOE, "one", 0, "tea", ANY, Metadata.none()),
                turn("t2", ZOE, "two\nlines", 0, "tea", ANY, Metadata.none()),
                memory("fact", MemoryKind.FACT, "tea", ANY, null),
                memory("wish", MemoryKind.PREFERENCE, "tea", ANY, null));
        assertThat(found(index, Set.of(ItemType.MEMORY), Set.of(), null)).containsExactly("fact", "wish");
        assertThat(found(index, Set.of(ItemType.TURN), Set.of(), "two\nlines")).containsExactly("t2");
        assertThat(found(index, Set.of(ItemType.values()), Set.of(MemoryKind.FACT), null))
                .containsExactly("fact", "t1", "t2");
        assertThat(found(index, Set.of(ItemType.values()), Set.of(), "one")).containsExactly("fact", "t1", "wish");
        assertThat(found(index, Set.of(), Set.of(), null)).isEmpty();
    }

    private static List<String> found(
            MemoryIndex index, Set<ItemType> types, Set<MemoryKind> kinds, String conversation) {
        return ids(index.search(
                new IndexQuery(ZOE, "tea", ANY, QueryHints.NONE, 10, types, kinds, conversation, Filter.all(), null)));
    }

    @Test
    void texts_and_names_of_any_length_are_taken() {
        MemoryIndex index = opened();
        String kilobytes = "x".repeat(40_000);
        apply(index, turn("a", ZOE, kilobytes, 0, "tea " + "word ".repeat(50_000), ANY, Metadata.none()));
        assertThat(found(index, Set.of(ItemType.TURN), Set.of(), kilobytes)).containsExactly("a");
        assertThat(index.search(query("tea " + "word ".repeat(50_000), ANY, 10)))
                .hasSize(1);
    }

    @Test
    void a_filter_on_metadata_finds_the_one_in_hundreds_whether_the_store_knows_the_key_or_not(
            @TempDir Path one, @TempDir Path other) {
        AlteredStore strict = new AlteredStore(embeddings).withDeclaredKeys();
        for (Map.Entry<VectorStore, Path> on :
                Map.<VectorStore, Path>of(store, one, strict, other).entrySet()) {
            try (LongTermMemory memory = on(on.getKey(), on.getValue())) {
                List<Turn> turns = new ArrayList<>();
                for (int i = 0; i < 600; i++) {
                    turns.add(Turn.builder(dev.memoir.Role.USER, "tea " + i)
                            .metadata(Map.of("wanted", i == 599, "number", i))
                            .build());
                }
                memory.add(ZOE, turns.toArray(Turn[]::new));
                for (Filter filter : List.of(Filter.eq("wanted", true), Filter.gte("number", 599))) {
                    assertThat(memory.search(SearchRequest.builder(ZOE, "tea")
                                            .filter(filter)
                                            .build())
                                    .hits())
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void of_a_filter_equal_values_are_found_among_any_number_and_others_among_a_thousand() {
        MemoryIndex index = opened();
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            changes.add(turn("t" + i, ZOE, "talk", i, "tea", ANY, Metadata.of("number", i)));
        }
        changes.add(turn("wanted", ZOE, "talk", 9_999, "shoes", ANY, Metadata.of("number", 9_999)));
        apply(index, changes.subList(0, 600).toArray(IndexChange[]::new));
        apply(index, changes.get(1_200));
        assertThat(ids(index.search(query(ZOE, "tea", ANY, 50, Filter.gt("number", 5_000)))))
                .containsExactly("wanted");
        apply(index, changes.subList(600, 1_200).toArray(IndexChange[]::new));
        assertThat(ids(index.search(query(ZOE, "tea", ANY, 50, Filter.eq("number", 9_999)))))
                .containsExactly("wanted");
    }

    @Test
    void case_12_no_id_crosses_a_scope_whatever_is_in_it() {
        List<String> ids = List.of(
                "zoe",
                "zoe'||'1'=='1",
                "'",
                "\"",
                "\\",
                "zoe\"}]}",
                "{\"$ne\":null}",
                "zoe'--",
                "*",
                "%",
                MetadataKeys.ABSENT,
                "null",
                "true",
                "1",
                "#{T(java.lang.Runtime).getRuntime().exit(1)}",
                "2026-01-01T00:00:00Z",
                "ZOE",
                "zoë",
                "zoe\u0308",
                "🙂");
        MemoryIndex index = opened();
        for (String id : ids) {
            apply(index, turn("of " + id, Scope.user(id), "talk", 0, "tea", ANY, Metadata.none()));
        }
        apply(index, turn("of nobody", Scope.agent("zoe"), "talk", 0, "tea", ANY, Metadata.none()));
        for (String id : ids) {
            assertThat(ids(index.search(query(Scope.user(id), "tea", ANY, 100, Filter.all()))))
                    .as(id)
                    .containsExactly("of " + id);
        }
        assertThat(ids(index.search(query(Scope.agent("zoe"), "tea", ANY, 100, Filter.all()))))
                .containsExactly("of nobody");
    }

    @Test
    void what_else_is_in_the_store_is_neither_found_nor_removed() {
        store.add(List.of(new Document("tea for everybody")));
        MemoryIndex index = opened();
        MemoryIndex other = VectorStoreMemoryIndex.open(store, embedder, "other");
        other.reset(new IndexPosition("ledger", "embedder", 0));
        apply(other, turn("theirs", "tea", ANY));
        apply(index, turn("ours", "tea", ANY));
        assertThat(ids(index.search(query("tea", ANY, 10)))).containsExactly("ours");
        index.reset(new IndexPosition("ledger", "embedder", 0));
        assertThat(ids(other.search(query("tea", ANY, 10)))).containsExactly("theirs");
        assertThat(store.similaritySearch("tea for everybody"))
                .extracting(Document::getText)
                .contains("tea for everybody");
    }

    @Test
    void case_14_a_store_that_removes_by_id_alone_is_emptied_so() {
        AlteredStore byId = new AlteredStore(embeddings).withoutFilterDelete();
        MemoryIndex index = opened(byId);
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            changes.add(turn("t" + i, "tea " + i, ANY));
        }
        apply(index, changes.toArray(IndexChange[]::new));
        index.reset(new IndexPosition("ledger", "embedder", 0));
        assertThat(index.search(query("tea", ANY, 10))).isEmpty();
    }

    record Refused(String name, UnaryOperator<AlteredStore> as, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused("ignores filters", AlteredStore::withoutFilters, "ignores filters, so one user"),
                new Refused("ignores numbers", AlteredStore::withoutNumbers, "ignores filters on numbers"),
                new Refused("ignores removal", AlteredStore::withoutDelete, "still finds removed documents"),
                new Refused("cannot remove", AlteredStore::failingDelete, "does not remove documents"),
                new Refused("finds nothing", s -> s.results(found -> List.of()), "does not find stored documents"),
                new Refused("other scores", s -> s.results(AlteredStore::squared), "does not measure the cosine"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_store_that_lacks_what_memory_needs_is_refused_and_left_clean(Refused refused) {
        AlteredStore altered = refused.as().apply(new AlteredStore(embeddings));
        assertThatThrownBy(() -> VectorStoreMemoryIndex.open(altered, embedder, "memoir", Duration.ofMillis(300)))
                .isInstanceOf(MemoryIndexException.class)
                .hasMessageContaining(refused.says());
        if (!refused.says().contains("remove")) {
            assertThat(altered.held()).isEmpty();
        }
    }

    @Test
    void a_store_with_another_embedding_model_is_refused() {
        VectorStore other = SimpleVectorStore.builder(new ReversedEmbeddings()).build();
        assertThatThrownBy(() -> VectorStoreMemoryIndex.open(other, embedder))
                .isInstanceOf(MemoryIndexException.class)
                .hasMessageContaining("another model");
    }

    @Test
    void a_store_that_was_accepted_holds_nothing_of_the_trial() {
        AlteredStore plain = new AlteredStore(embeddings);
        VectorStoreMemoryIndex.open(plain, embedder);
        assertThat(plain.held()).isEmpty();
    }

    @Test
    void a_failing_store_is_reported_and_the_memory_continues(@TempDir Path directory) {
        AlteredStore failing = new AlteredStore(embeddings);
        try (LongTermMemory memory = on(failing, directory)) {
            failing.down = true;
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            failing.down = false;
            assertThat(recalled(memory, "Where did Ana move?"))
                    .as("at once, though an index that failed is left alone for a moment")
                    .hasSize(1);
        }
    }

    @Test
    void case_12_a_filter_is_written_with_parentheses_and_holds_nothing_but_fixed_words_hashes_and_numbers() {
        IndexQuery query = new IndexQuery(
                new Scope("zoe'||'1'=='1", "\"}]}", "'--"),
                "tea",
                ANY,
                QueryHints.NONE,
                10,
                Set.of(ItemType.values()),
                Set.of(MemoryKind.FACT),
                "talk' || true",
                Filter.all(),
                NOW);
        String written = new PgVectorFilterExpressionConverter()
                .convertExpression(SpringVectorStoreAdapter.expression(VectorStoreCondition.of("memoir", query)));
        assertThat(written.replaceAll("[0-9a-f]{64}", "HASH").replaceAll("\\d{13}", "TIME"))
                .isEqualTo("metadata::jsonb @@ '$.\"memoir_collection\" == \"memoir\" && "
                        + "$.\"memoir_user\" == \"HASH\" && $.\"memoir_agent\" == \"HASH\" && "
                        + "$.\"memoir_run\" == \"HASH\" && "
                        + "($.\"memoir_kind\" == \"FACT\" || $.\"memoir_kind\" == \"TURN\") && "
                        + "($.\"memoir_conversation\" == \"HASH\" || $.\"memoir_conversation\" == \"none\") && "
                        + "$.\"memoir_expires\" >= TIME'::jsonpath");
    }

    private LongTermMemory on(VectorStore store, Path directory) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(embedder)
                .index(dimension -> VectorStoreMemoryIndex.open(store, embedder))
                .open();
    }

    private static List<String> recalled(LongTermMemory memory, String question) {
        return memory.search(SearchRequest.builder(ZOE, question).build()).hits().stream()
                .map(SearchHit::item)
                .map(item -> item.text())
                .toList();
    }
}
