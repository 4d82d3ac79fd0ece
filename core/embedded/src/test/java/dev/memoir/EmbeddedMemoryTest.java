// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.capture.TurnWriter;
import dev.memoir.index.lucene.LuceneIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded default as a user meets it: SQLite, Lucene and MiniLM in this process. */
class EmbeddedMemoryTest {

    private static final Scope ZOE = Scope.user("zoe");

    private volatile Instant now = Instant.parse("2026-06-15T12:00:00Z");
    private LongTermMemory memory;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        memory = LongTermMemory.builder().directory(directory).clock(() -> now).open();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void recalls_by_meaning_what_shares_no_word_with_the_question() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."), Turn.user("I bought new running shoes."));
        assertThat(texts(memory.search(ZOE, "In which city does my sibling live?"))
                        .get(0))
                .contains("Lisbon");
    }

    @Test
    void recalls_an_exact_name_among_many_that_are_nearer_in_meaning() {
        for (int i = 0; i < 250; i++) {
            memory.add(AddRequest.builder(ZOE)
                    .text("The order number of shipment " + i + " is wrong.")
                    .conversation("shipment " + i)
                    .build());
        }
        memory.add(ZOE, Turn.user("Regarding QX-7731 nothing is known."));
        assertThat(texts(memory.search(ZOE, "What is wrong with shipment order QX-7731?")))
                .contains("Regarding QX-7731 nothing is known.");
    }

    @Test
    void another_user_recalls_nothing() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        assertThat(memory.search(Scope.user("tom"), "Where does my sister live?")
                        .hits())
                .isEmpty();
        assertThat(memory.search(Scope.agent("a"), "Where does my sister live?").hits())
                .isEmpty();
    }

    @Test
    void what_was_added_is_found_after_a_restart() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        memory.close();
        open();
        assertThat(memory.search(ZOE, "Ana").context()).contains("- [2026-06-15] user: My sister Ana moved to Lisbon");
    }

    @Test
    void an_operator_sees_how_much_there_is_of_everybody_and_that_the_index_keeps_up() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        memory.add(Scope.user("tom"), Turn.user("I like tea."), Turn.user("And cake."));
        verbatim("Likes tea");
        MemoryStatus status = memory.status();
        assertThat(status.stats()).isEqualTo(new MemoryStats(3, 3, 0, 1, 0));
        assertThat(status.indexLag()).isZero();
        assertThat(status.embedderId()).contains("all-MiniLM-L6-v2");
    }

    @Test
    void an_index_of_ones_own_is_filled_from_the_ledger_and_takes_the_place_of_lucenes() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        memory.close();
        Path elsewhere = directory.resolve("elsewhere");
        memory = LongTermMemory.builder()
                .directory(directory)
                .index(dimension -> LuceneIndex.open(elsewhere, dimension))
                .open();
        assertThat(texts(memory.search(ZOE, "Where does my sister live?"))).hasSize(1);
        assertThat(elsewhere).isNotEmptyDirectory();
    }

    @Test
    void stores_texts_verbatim_as_memories() {
        StoreResult stores = memory.store(StoreRequest.builder(ZOE)
                .text("Likes tea")
                .kind(MemoryKind.PREFERENCE)
                .metadata(Map.of("source", "form"))
                .build());
        Memory stored = stores.memories().get(0);
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items()).isEmpty();
        assertThat(memory.get(ZOE, stored.id())).contains(stored);
        assertThat(stored.kind()).isEqualTo(MemoryKind.PREFERENCE);
        assertThat(memory.search(ZOE, "What does she drink?").hits())
                .singleElement()
                .extracting(SearchHit::item)
                .isEqualTo(stored);
        assertThat(memory.history(ZOE, stored.id()))
                .extracting(MemoryEvent::type, MemoryEvent::newText)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MemoryEvent.Type.ADD, "Likes tea"));
    }

    @Test
    void an_update_is_found_at_once_and_the_old_words_stay_in_the_history() {
        String id = verbatim("Lives in Berlin");
        now = now.plusSeconds(60);
        Memory updated =
                memory.update(ZOE, id, MemoryUpdate.text("Lives in Lisbon").withReason("moved"));
        assertThat(updated.recordedAt()).isEqualTo("2026-06-15T12:00:00Z");
        assertThat(updated.updatedAt()).isEqualTo("2026-06-15T12:01:00Z");
        assertThat(texts(memory.search(ZOE, "Berlin"))).containsExactly("Lives in Lisbon");
        assertThat(memory.history(ZOE, id).get(1))
                .extracting(MemoryEvent::oldText, MemoryEvent::newText, MemoryEvent::reason, MemoryEvent::actor)
                .containsExactly("Lives in Berlin", "Lives in Lisbon", "moved", "api");
    }

    @Test
    void metadata_or_expiry_alone_can_be_updated() {
        String id = verbatim("Likes tea");
        assertThat(memory.update(ZOE, id, MemoryUpdate.metadata(Map.of("k", 1))).text())
                .isEqualTo("Likes tea");
        Memory expiring = memory.update(ZOE, id, MemoryUpdate.expiresAt(now.plusSeconds(1)));
        assertThat(expiring.metadata()).isEqualTo(Metadata.of("k", 1));
        assertThat(memory.search(SearchRequest.builder(ZOE, "tea")
                                .filter(Filter.eq("k", 1))
                                .build())
                        .hits())
                .hasSize(1);
    }

    @Test
    void a_deleted_memory_is_not_found_but_its_history_tells_of_it() {
        String id = verbatim("Likes tea");
        assertThat(memory.delete(ZOE, id)).isTrue();
        assertThat(memory.delete(ZOE, id)).isFalse();
        assertThat(memory.search(ZOE, "tea").hits()).isEmpty();
        assertThat(memory.list(ListRequest.builder(ZOE).build()).items()).isEmpty();
        assertThat(memory.get(ZOE, id).orElseThrow().retractedAt()).isEqualTo(now);
        assertThat(memory.history(ZOE, id))
                .extracting(MemoryEvent::type)
                .containsExactly(MemoryEvent.Type.ADD, MemoryEvent.Type.DELETE);
        assertThatExceptionOfType(MemoryNotFoundException.class)
                .isThrownBy(() -> memory.update(ZOE, id, MemoryUpdate.text("Likes coffee")));
    }

    @Test
    void an_expired_memory_is_hidden_shown_on_request_and_its_last_day_still_counts() {
        memory.store(StoreRequest.builder(ZOE)
                .text("Has a day pass")
                .expiresAfter(LocalDate.parse("2026-06-15"))
                .build());
        assertThat(memory.search(ZOE, "pass").hits()).hasSize(1);
        now = Instant.parse("2026-06-15T23:59:59.999Z");
        assertThat(memory.search(ZOE, "pass").hits()).hasSize(1);
        now = Instant.parse("2026-06-16T00:00:00Z");
        assertThat(memory.search(ZOE, "pass").hits()).isEmpty();
        assertThat(memory.list(ListRequest.builder(ZOE).build()).items()).isEmpty();
        assertThat(memory.search(SearchRequest.builder(ZOE, "pass")
                                .includeExpired()
                                .build())
                        .hits())
                .hasSize(1);
    }

    @Test
    void expired_memories_do_not_starve_the_limit() {
        for (int i = 0; i < 300; i++) {
            memory.store(StoreRequest.builder(ZOE)
                    .text("tea tea tea " + i)
                    .expiresAt(now)
                    .build());
        }
        verbatim("Somebody mentioned tea once in a long and winding talk about other things");
        assertThat(memory.search(ZOE, "tea").hits()).hasSize(1);
    }

    @Test
    void forgetting_a_user_leaves_no_byte_of_their_words_on_disk() throws Exception {
        Scope tom = Scope.user("tom");
        memory.add(ZOE, Turn.user("The secret word is xylopolist."));
        String id = memory.store(
                        StoreRequest.builder(ZOE).text("knows qwertzium").build())
                .memories()
                .get(0)
                .id();
        memory.update(ZOE, id, MemoryUpdate.text("knows asdfghium"));
        memory.add(tom, Turn.user("Tom's word is zymurgist."));
        ForgetResult receipt = memory.forget(ZOE);
        assertThat(receipt.turns()).isOne();
        assertThat(receipt.memories()).isOne();
        assertThat(receipt.events()).isEqualTo(2);
        assertThat(memory.search(ZOE, "xylopolist").hits()).isEmpty();
        assertThat(memory.history(ZOE, id)).isEmpty();
        assertThat(memory.stats(ZOE)).isEqualTo(new MemoryStats(0, 0, 0, 0, 0));
        assertThat(memory.search(tom, "zymurgist").hits()).hasSize(1);
        assertThatNoFileHolds("xylopolist", "qwertzium", "asdfghium");
        memory.close();
        assertThatNoFileHolds("xylopolist", "qwertzium", "asdfghium");
    }

    @Test
    void one_turn_can_be_forgotten() {
        AddResult added = memory.add(ZOE, Turn.user("first"), Turn.user("second"));
        assertThat(memory.forget(Scope.user("tom"), added.turns().get(0).id())).matches(ForgetResult::isEmpty);
        assertThat(memory.forget(ZOE, added.turns().get(0).id()).turns()).isOne();
        assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                .extracting(StoredTurn::text)
                .containsExactly("second");
    }

    @Test
    void eight_threads_with_one_idempotency_key_store_once_and_all_get_the_result() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            AddRequest request = AddRequest.builder(ZOE)
                    .text("only once")
                    .idempotencyKey("k1")
                    .build();
            List<Future<AddResult>> results = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<AddResult>) () -> memory.add(request))
                    .toList());
            var ids = new java.util.HashSet<String>();
            int carriedOut = 0;
            for (Future<AddResult> result : results) {
                ids.add(result.get().turns().get(0).id());
                carriedOut += result.get().replayed() ? 0 : 1;
            }
            assertThat(ids).hasSize(1);
            assertThat(carriedOut).isOne();
            assertThat(memory.stats(ZOE).turns()).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_idempotency_key_with_other_content_is_refused() {
        memory.add(AddRequest.builder(ZOE).text("a").idempotencyKey("k").build());
        assertThatExceptionOfType(IdempotencyConflictException.class)
                .isThrownBy(() -> memory.add(
                        AddRequest.builder(ZOE).text("b").idempotencyKey("k").build()));
        memory.add(AddRequest.builder(Scope.user("tom"))
                .text("b")
                .idempotencyKey("k")
                .build());
        assertThat(memory.stats(ZOE).turns()).isOne();
    }

    @Test
    void a_score_is_the_sum_of_its_explained_shares_and_does_not_depend_on_what_else_matches() {
        memory.add(AddRequest.builder(ZOE)
                .text("Ana moved to Lisbon")
                .conversation("a")
                .build());
        SearchRequest request =
                SearchRequest.builder(ZOE, "Where is Ana?").explain().build();
        SearchHit alone = memory.search(request).hits().get(0);
        assertThat(alone.score()).isBetween(0.0, 1.0);
        assertThat(alone.explanation().stream()
                        .mapToDouble(ScoreComponent::share)
                        .sum())
                .isEqualTo(alone.score(), within(1e-9));
        memory.add(AddRequest.builder(ZOE)
                .text("Where, oh where is Ana? Ana, where?")
                .conversation("b")
                .build());
        SearchHit among = memory.search(request).hits().stream()
                .filter(hit -> hit.item().id().equals(alone.item().id()))
                .findFirst()
                .orElseThrow();
        assertThat(among.score()).isEqualTo(alone.score(), within(0.1));
    }

    @Test
    void the_threshold_the_limit_and_zero_are_obeyed() {
        memory.add(ZOE, Turn.user("tea"), Turn.user("tea with milk"), Turn.user("a wholly different matter"));
        assertThat(memory.search(SearchRequest.builder(ZOE, "tea").limit(0).build())
                        .hits())
                .isEmpty();
        assertThat(memory.search(SearchRequest.builder(ZOE, "tea").limit(1).build())
                        .hits())
                .hasSize(1);
        assertThat(memory.search(
                                SearchRequest.builder(ZOE, "tea").threshold(0.3).build())
                        .hits())
                .allMatch(hit -> hit.score() >= 0.3)
                .hasSizeLessThan(3);
    }

    @Test
    void what_one_agent_learned_another_recalls_unless_narrowed() {
        memory.add(ZOE.withAgent("cook"), Turn.user("I am allergic to nuts"));
        assertThat(memory.search(ZOE, "allergic").hits()).hasSize(1);
        assertThat(memory.search(ZOE.withAgent("cook"), "allergic").hits()).hasSize(1);
        assertThat(memory.search(ZOE.withAgent("doctor"), "allergic").hits()).isEmpty();
    }

    @Test
    void a_megabyte_in_one_turn_is_kept_whole_and_found() {
        String text = "beginning " + "lorem ipsum dolor sit amet ".repeat(40_000) + " needlework";
        memory.add(ZOE, Turn.user(text));
        SearchResult found = memory.search(ZOE, "needlework");
        assertThat(found.hits())
                .singleElement()
                .extracting(hit -> hit.item().text())
                .isEqualTo(text);
        assertThat(found.contextTokens()).isBetween(1, 1000);
        assertThat(memory.search(ZOE, text).hits()).hasSize(1);
    }

    @Test
    void words_of_every_script_find_themselves() {
        memory.add(
                ZOE,
                Turn.user("Моя сестра переехала в Лиссабон"),
                Turn.user("我妹妹五月搬到了里斯本"),
                Turn.user("Mañana voy a Zürich"));
        assertThat(texts(memory.search(ZOE, "Лиссабон")).get(0)).startsWith("Моя");
        assertThat(texts(memory.search(ZOE, "里斯本")).get(0)).startsWith("我");
        assertThat(texts(memory.search(ZOE, "Zürich")).get(0)).startsWith("Mañana");
    }

    @Test
    void what_the_prompt_shows_anyway_is_not_recalled() {
        memory.add(ZOE, Turn.user("Where is Ana?"), Turn.user("Ana is in Lisbon"));
        assertThat(texts(memory.search(SearchRequest.builder(ZOE, "Where is Ana?")
                        .excludeTexts(List.of(" Where is Ana?\n"))
                        .limit(1)
                        .build())))
                .containsExactly("Ana is in Lisbon");
    }

    @Test
    void what_is_to_be_done_before_closing_can_still_write() {
        memory.onClose(() -> memory.add(ZOE, Turn.user("the last word")));
        memory.close();
        open();
        assertThat(memory.stats(ZOE).turns()).isOne();
    }

    @Test
    void no_turn_that_was_captured_before_its_user_was_forgotten_is_written_afterwards() {
        TurnWriter writer = TurnWriter.of(memory);
        Scope tom = Scope.user("tom");
        for (int i = 0; i < 100; i++) {
            writer.add(captured(ZOE, i));
            writer.add(captured(ZOE.withAgent("travel"), i));
            writer.add(captured(tom, i));
        }
        memory.forget(ZOE);
        writer.drain();

        assertThat(memory.stats(ZOE).turns()).isZero();
        assertThat(memory.stats(tom).turns()).isEqualTo(100);
        assertThat(writer.lostTurns()).isZero();
    }

    private static AddRequest captured(Scope scope, int number) {
        return AddRequest.builder(scope)
                .conversation("conversation-" + number % 5)
                .turn(Turn.user("This is sentence number " + number + "."))
                .build();
    }

    @Test
    void nothing_is_forgotten_if_a_callback_fails() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        memory.onForget(scope -> {
            throw new IllegalStateException("The chat history of " + scope + " cannot be cleared.");
        });
        assertThatIllegalStateException().isThrownBy(() -> memory.forget(ZOE)).withMessageContaining("zoe");
        assertThat(memory.stats(ZOE).turns()).isOne();
    }

    @Test
    void a_closed_memory_says_so_and_closing_twice_is_fine() {
        memory.close();
        memory.close();
        assertThatExceptionOfType(MemoryClosedException.class)
                .isThrownBy(() -> memory.search(ZOE, "tea"))
                .withMessageContaining("closed");
        assertThatExceptionOfType(MemoryClosedException.class).isThrownBy(() -> memory.add(ZOE, Turn.user("tea")));
    }

    @Test
    void a_second_instance_on_the_directory_is_refused_with_the_way_out() {
        assertThatExceptionOfType(DirectoryInUseException.class)
                .isThrownBy(() -> LongTermMemory.open(directory))
                .withMessageContaining(directory.toString())
                .withMessageContaining("Close it");
        memory.add(ZOE, Turn.user("still works"));
    }

    @Test
    void corrupted_index_files_lose_nothing() throws Exception {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        memory.close();
        try (Stream<Path> files = Files.list(directory.resolve("index"))) {
            for (Path file : files.filter(f -> Files.isRegularFile(f)).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        open();
        assertThat(memory.search(ZOE, "Ana").hits()).hasSize(1);
    }

    @Test
    void a_corrupted_ledger_is_refused_and_left_as_it_is() throws Exception {
        memory.close();
        byte[] garbage = "this is no database, and long enough to be looked at. "
                .repeat(200)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(directory.resolve("ledger.db"), garbage);
        assertThatExceptionOfType(StorageException.class).isThrownBy(this::open);
        assertThat(Files.readAllBytes(directory.resolve("ledger.db"))).isEqualTo(garbage);
    }

    @Test
    void a_directory_that_is_a_file_is_refused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatExceptionOfType(DirectoryNotWritableException.class)
                .isThrownBy(() -> LongTermMemory.open(file))
                .withMessageContaining("cannot be created or written");
    }

    @Test
    void an_empty_path_is_refused_as_it_is_hardly_meant() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LongTermMemory.open(Path.of("")))
                .withMessageContaining("directory is empty");
    }

    private String verbatim(String text) {
        return memory.store(StoreRequest.builder(ZOE).text(text).build())
                .memories()
                .get(0)
                .id();
    }

    private void assertThatNoFileHolds(String... words) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> Files.isRegularFile(f)).toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(Stream.of(words).filter(bytes::contains).collect(Collectors.toSet()))
                        .as("in %s", file.getFileName())
                        .isEmpty();
            }
        }
    }

    private static List<String> texts(SearchResult recollection) {
        return recollection.hits().stream().map(hit -> hit.item().text()).toList();
    }
}
