// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.keyed;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.memory;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.pending;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.memoir.Filter;
import dev.memoir.IdempotencyConflictException;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryClosedException;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryKind;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Metadata;
import dev.memoir.Origin;
import dev.memoir.Page;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.MissingVector;
import dev.memoir.ledger.NewMemory;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteBatch;
import dev.memoir.ledger.WriteResult;
import dev.memoir.testing.server.StoreVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a ledger's turns, memories and change feed. */
public abstract class MemoryLedgerContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope ADAM = Scope.user("adam");

    /** The ledger under test, opened before each test. */
    protected Ledger ledger;

    /**
     * {@return a ledger: the same one at every call within a test, empty at the first}
     *
     * @throws Exception if the ledger cannot be opened
     */
    protected abstract Ledger open() throws Exception;

    /**
     * {@return the name of the store under the ledger, with the version that it reports}
     *
     * @throws Exception if the store does not answer
     */
    protected abstract String store() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        StoreVersion.print("MemoryLedgerContract", getClass(), store());
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    private void reopen() throws Exception {
        ledger.close();
        ledger = open();
    }

    // Recording

    @Test
    void a_turn_is_read_back_unchanged_after_reopening() throws Exception {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("z", 1L);
        noted.put("a", 1.0);
        noted.put("flag", true);
        noted.put("tags", List.of("a", 1L, 1.5, false));
        noted.put("word", "déjà \"vu\" \n 漢字 🙂");
        noted.put("big", Long.MAX_VALUE);
        noted.put("small", -1e-300);
        Scope scope = new Scope("zoe", "agent*", "run%");
        Turn said = Turn.builder(Role.TOOL, "It's 21°; DROP TABLE turn; -- 🙂")
                .origin(Origin.DOCUMENT)
                .speaker("Zoë")
                .metadata(noted)
                .zone(ZoneId.of("Asia/Kathmandu"))
                .build();
        Instant at = Instant.parse("1969-12-31T23:59:59.123456Z");
        WriteResult added =
                ledger.items().add(turns(scope, "Ünïcode ' room", List.of(new NewTurn(newId(), said, at, null))));

        reopen();

        assertThat(ledger.items().turns(ListRequest.builder(scope).build()).items())
                .isEqualTo(added.turns());
        StoredTurn read =
                ledger.items().turns(ListRequest.builder(scope).build()).items().get(0);
        assertThat(read.turn().saidAt()).isEqualTo(Instant.parse("1969-12-31T23:59:59.123Z"));
        assertThat(read.at()).isEqualTo(read.turn().saidAt());
        assertThat(read.recordedAt()).isEqualTo(NOW);
        assertThat(read.extractedAt()).isNull();
        assertThat(read.turn().zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(read.scope()).isEqualTo(scope);
        assertThat(read.conversation()).isEqualTo("Ünïcode ' room");
        assertThat(List.copyOf(read.metadata().asMap().entrySet())).isEqualTo(List.copyOf(noted.entrySet()));
    }

    @Test
    void a_memory_is_read_back_unchanged_after_reopening() throws Exception {
        Scope scope = new Scope(null, "agent", null);
        Memory all = Memory.builder(newId(), scope, "likes tea", NOW)
                .kind(MemoryKind.PREFERENCE)
                .subject("Zoë")
                .attributedTo("Ana")
                .origin(Origin.DOCUMENT)
                .entities(List.of("Zoë", "tea; \"green\""))
                .valid(new Validity(NOW.minusSeconds(5), NOW.plusSeconds(5), TimePrecision.MONTH, ZoneId.of("+05:30")))
                .supersedes("an older one")
                .expiresAt(NOW.plusSeconds(9))
                .extractor("llm/1")
                .metadata(Metadata.of("k", 2.0))
                .build();
        NewMemory added = new NewMemory(
                all,
                new MemoryEvent(
                        newId(), "operation", all.id(), MemoryEvent.Type.ADD, null, all.text(), "why", "someone", NOW),
                new float[] {1, 0});
        assertThat(ledger.items().add(memories(scope, added)).memories()).containsExactly(all);

        reopen();

        assertThat(ledger.items().memory(scope, all.id())).contains(all);
        assertThat(ledger.items().history(scope, all.id())).containsExactly(added.added());
    }

    @Test
    void a_ledger_keeps_its_id_after_reopening() throws Exception {
        String id = ledger.id();
        reopen();
        assertThat(ledger.id()).isEqualTo(id).isNotBlank();
    }

    @Test
    void the_sequence_continues_a_conversation_but_not_one_of_the_same_name_in_another_scope() {
        ledger.items().add(turns(ZOE, "main", "one", "two"));
        ledger.items().add(turns(ZOE, "other", "x"));
        ledger.items().add(turns(ADAM, "main", "y"));
        ledger.items().add(turns(ZOE.withRun("r"), "main", "z"));

        WriteResult third = ledger.items().add(turns(ZOE, "main", "three"));

        assertThat(third.turns()).extracting(StoredTurn::sequence).containsExactly(2L);
        assertThat(ledger.items().turns(ListRequest.builder(ADAM).build()).items())
                .extracting(StoredTurn::sequence)
                .containsExactly(0L);
    }

    @Test
    void a_failed_batch_writes_nothing() {
        ledger.items().add(turns(ZOE, "main", "first"));
        NewMemory good = memory(ZOE, "good");
        WriteBatch bad = keyed(
                new WriteBatch(
                        ZOE,
                        "new conversation",
                        List.of(turn("kept?", new float[] {1})),
                        List.of(good, good),
                        SPACE,
                        NOW,
                        null,
                        null),
                "key",
                "hash");
        long last = ledger.projection().lastChange();

        assertThatThrownBy(() -> ledger.items().add(bad)).isInstanceOf(StorageException.class);

        assertThat(ledger.items().stats(ZOE)).isEqualTo(new MemoryStats(1, 1, 0, 0, 0));
        assertThat(ledger.items().replay(ZOE, new RequestKey("key", "hash"))).isEmpty();
        assertThat(ledger.projection().lastChange()).isEqualTo(last);
        assertThat(ledger.items().add(turns(ZOE, "new conversation", "again")).turns())
                .extracting(StoredTurn::sequence)
                .containsExactly(0L);
    }

    @Test
    void messages_of_failures_do_not_quote_a_memory() {
        NewMemory twice = memory(ZOE, "my-secret-words");

        assertThatThrownBy(() -> ledger.items().add(memories(ZOE, twice, twice)))
                .isInstanceOf(StorageException.class)
                .satisfies(failure -> assertThat(everythingSaidBy(failure)).doesNotContain("my-secret-words"));
    }

    private static String everythingSaidBy(Throwable failure) {
        java.io.StringWriter said = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(said));
        return said.toString();
    }

    @Test
    void a_time_that_no_column_can_hold_is_rejected() {
        NewTurn ancient = new NewTurn(newId(), Turn.user("long ago"), Instant.MIN, null);
        assertThatThrownBy(() -> ledger.items().add(turns(ZOE, "main", List.of(ancient))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(ledger.items().stats(ZOE).turns()).isZero();
    }

    // Requests

    @Test
    void a_request_is_carried_out_once_and_replayed_after_reopening() throws Exception {
        WriteBatch batch = keyed(turns(ZOE, "main", "one", "two"), "key", "hash");
        WriteResult first = ledger.items().add(batch);
        reopen();

        WriteResult again = ledger.items().add(batch);

        assertThat(first.replayed()).isFalse();
        assertThat(again).isEqualTo(new WriteResult(first.turns(), first.memories(), true));
        assertThat(ledger.items().replay(ZOE, batch.request())).contains(again);
        assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(2);
    }

    @Test
    void a_key_used_for_other_content_is_rejected() {
        ledger.items().add(keyed(memories(ZOE, "one"), "key", "hash"));

        assertThatThrownBy(() -> ledger.items().add(keyed(memories(ZOE, "two"), "key", "another")))
                .isInstanceOf(IdempotencyConflictException.class);
        assertThatThrownBy(() -> ledger.items().replay(ZOE, new RequestKey("key", "another")))
                .isInstanceOf(IdempotencyConflictException.class);
        assertThat(ledger.items().stats(ZOE).memories()).isEqualTo(1);
    }

    @Test
    void keys_of_different_scopes_are_separate() {
        ledger.items().add(keyed(turns(ZOE, "main", "one"), "key", "hash"));

        assertThat(ledger.items().replay(ADAM, new RequestKey("key", "other"))).isEmpty();
        assertThat(ledger.items().replay(ZOE.withRun("r"), new RequestKey("key", "other")))
                .isEmpty();
        assertThat(ledger.items()
                        .add(keyed(turns(ADAM, "main", "two"), "key", "other"))
                        .replayed())
                .isFalse();
    }

    @Test
    void a_partly_forgotten_request_replays_the_rest() {
        WriteBatch batch = keyed(turns(ZOE, "main", "one", "two"), "key", "hash");
        WriteResult first = ledger.items().add(batch);
        ledger.items().forget(ZOE, first.turns().get(0).id());

        WriteResult again = ledger.items().add(batch);

        assertThat(again.replayed()).isTrue();
        assertThat(again.turns()).containsExactly(first.turns().get(1));
        // The hash was derived from forgotten words, so it is gone: the key matches any content.
        assertThat(ledger.items().replay(ZOE, new RequestKey("key", "another"))).contains(again);
    }

    @Test
    void a_completely_forgotten_request_is_carried_out_again() {
        WriteBatch batch = keyed(turns(ZOE, "main", "one"), "key", "hash");
        ledger.items().forget(ZOE, ledger.items().add(batch).turns().get(0).id());

        assertThat(ledger.items().replay(ZOE, batch.request())).isEmpty();
        assertThat(ledger.items()
                        .add(keyed(turns(ZOE, "main", "one"), "key", "another"))
                        .replayed())
                .isFalse();
    }

    @Test
    void concurrent_requests_with_one_key_are_stored_once() throws Exception {
        List<WriteResult> results =
                together(8, i -> ledger.items().add(keyed(turns(ZOE, "main", "the same"), "key", "hash")));

        assertThat(results).filteredOn(result -> !result.replayed()).hasSize(1);
        assertThat(results)
                .extracting(WriteResult::turns)
                .containsOnly(results.get(0).turns());
        assertThat(ledger.items().stats(ZOE).turns()).isEqualTo(1);
    }

    @Test
    void turns_of_many_threads_are_numbered_without_gaps() throws Exception {
        int each = 5;
        together(16, i -> {
            for (int n = 0; n < each; n++) {
                ledger.items().add(turns(ZOE, "main", "a" + i + n, "b" + i + n));
            }
            return i;
        });

        List<StoredTurn> all = ledger.items()
                .turns(ListRequest.builder(ZOE).limit(1000).build())
                .items();
        assertThat(all)
                .extracting(StoredTurn::sequence)
                .containsExactlyElementsOf(
                        LongStream.range(0, 16L * each * 2).boxed().toList());
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(all.get(i + 1).text())
                    .as("a batch stays together")
                    .isEqualTo("b" + all.get(i).text().substring(1));
        }
    }

    /**
     * Does the same in several threads that start at once.
     *
     * @param threads the number of threads
     * @param work what each thread does, given its number from 0
     * @param <T> the type of the results
     * @return the results in the order of the threads
     * @throws Exception if a thread fails
     */
    protected static <T> List<T> together(int threads, Function<Integer, T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<T>> calls = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> {
                        start.await();
                        return work.apply(i);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    // Reading

    @Test
    void turns_and_current_memories_of_the_scope_are_fetched_in_the_requested_order() {
        StoredTurn turn = ledger.items().add(turns(ZOE, "main", "turn")).turns().get(0);
        Memory memory = ledger.items().add(memories(ZOE, "memory")).memories().get(0);
        Memory retracted =
                ledger.items().add(memories(ZOE, "retracted")).memories().get(0);
        StoredTurn others =
                ledger.items().add(turns(ADAM, "main", "adam's")).turns().get(0);
        ledger.items().retract(ZOE, retracted.id(), newId(), NOW);

        Map<ItemRef, MemoryItem> found = ledger.items()
                .fetch(
                        ZOE,
                        List.of(
                                ref(memory),
                                ref(turn),
                                ref(memory),
                                ref(retracted),
                                ref(others),
                                new ItemRef(ItemType.MEMORY, turn.id()),
                                new ItemRef(ItemType.TURN, "%")));

        assertThat(List.copyOf(found.entrySet()))
                .isEqualTo(List.of(Map.entry(ref(memory), memory), Map.entry(ref(turn), turn)));
    }

    @Test
    void more_items_than_one_statement_takes_are_fetched() {
        List<NewTurn> many =
                IntStream.range(0, 1500).mapToObj(i -> turn("t" + i, null)).toList();
        ledger.items().add(turns(ZOE, "main", many));

        List<ItemRef> refs =
                many.stream().map(t -> new ItemRef(ItemType.TURN, t.id())).toList();
        assertThat(List.copyOf(ledger.items().fetch(ZOE, refs).keySet())).isEqualTo(refs);
        assertThat(ledger.items().fetch(ZOE, List.of())).isEmpty();
    }

    @Test
    void listings_are_in_the_order_of_recording_even_if_clocks_and_ids_go_backwards() {
        Instant[] clock = {NOW, NOW.minusSeconds(60), NOW.plusSeconds(60)};
        String[] id = {"m", "z", "a"};
        for (int i = 0; i < 3; i++) {
            ledger.items()
                    .add(new WriteBatch(
                            ZOE,
                            "main",
                            List.of(new NewTurn(id[i], Turn.user("turn " + i), clock[i], null)),
                            List.of(),
                            SPACE,
                            clock[i],
                            null,
                            null));
        }

        assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                .extracting(StoredTurn::text)
                .containsExactly("turn 0", "turn 1", "turn 2");
        assertThat(ledger.items()
                        .turns(ListRequest.builder(ZOE).newestFirst().build())
                        .items())
                .extracting(StoredTurn::text)
                .containsExactly("turn 2", "turn 1", "turn 0");
    }

    @Test
    void pages_neither_repeat_nor_skip_items_during_changes() {
        List<String> texts = IntStream.range(0, 25).mapToObj(i -> "m" + i).toList();
        List<Memory> stored =
                ledger.items().add(memories(ZOE, texts.toArray(String[]::new))).memories();

        for (boolean newestFirst : new boolean[] {false, true}) {
            List<String> read = new ArrayList<>();
            String after = null;
            int page = 0;
            do {
                ListRequest.Builder request = ListRequest.builder(ZOE).limit(10).after(after);
                Page<Memory> next = ledger.items()
                        .memories(newestFirst ? request.newestFirst().build() : request.build(), NOW);
                next.items().forEach(m -> read.add(m.text()));
                after = next.next();
                if (page++ == 0 && newestFirst) {
                    // Already read items disappear and a new one appears: neither moves what is still to be read.
                    ledger.items().forget(ZOE, stored.get(24).id());
                    ledger.items().add(memories(ZOE, "new"));
                }
            } while (after != null);
            List<String> expected = new ArrayList<>(texts);
            if (newestFirst) {
                java.util.Collections.reverse(expected);
            }
            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void the_last_page_has_no_next_even_if_it_is_full() {
        ledger.items().add(memories(ZOE, "a", "b"));
        Page<Memory> page =
                ledger.items().memories(ListRequest.builder(ZOE).limit(2).build(), NOW);
        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isNull();
    }

    @Test
    void the_filter_applies_before_the_limit() {
        for (int i = 0; i < 300; i++) {
            ledger.items()
                    .add(memories(
                            ZOE, memory(ZOE, "m" + i, null, Metadata.of("n", i).with("half", i / 2.0), null)));
        }
        Filter rare = Filter.and(Filter.gte("n", 250.0), Filter.in("half", List.of(125, 149.5)));

        Page<Memory> page = ledger.items()
                .memories(ListRequest.builder(ZOE).filter(rare).limit(2).build(), NOW);

        assertThat(page.items()).extracting(Memory::text).containsExactly("m250", "m299");
        assertThat(page.next()).isNull();
    }

    @Test
    void expired_and_retracted_memories_are_hidden_unless_requested() {
        ledger.items()
                .add(memories(
                        ZOE,
                        memory(ZOE, "expired", NOW, Metadata.none(), null),
                        memory(ZOE, "expires later", NOW.plusMillis(1), Metadata.none(), null),
                        memory(ZOE, "stays")));
        Memory retracted =
                ledger.items().add(memories(ZOE, "retracted")).memories().get(0);
        ledger.items().retract(ZOE, retracted.id(), newId(), NOW);

        assertThat(listed(ListRequest.builder(ZOE))).containsExactly("expires later", "stays");
        assertThat(listed(ListRequest.builder(ZOE).includeExpired()))
                .containsExactly("expired", "expires later", "stays");
        assertThat(listed(ListRequest.builder(ZOE).includePast()))
                .containsExactly("expires later", "stays", "retracted");
    }

    private List<String> listed(ListRequest.Builder request) {
        return ledger.items().memories(request.build(), NOW).items().stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void the_turns_of_one_conversation_are_listed() {
        ledger.items().add(turns(ZOE, "a", "one"));
        ledger.items().add(turns(ZOE.withRun("r"), "a", "two"));
        ledger.items().add(turns(ZOE, "b", "three"));
        ledger.items().add(turns(ADAM, "a", "four"));

        assertThat(ledger.items()
                        .turns(ListRequest.builder(ZOE).conversation("a").build())
                        .items())
                .extracting(StoredTurn::text)
                .containsExactly("one", "two");
    }

    @Test
    void an_invalid_page_token_is_rejected() {
        ledger.items().add(memories(ZOE, "a", "b"));
        String ofMemories = ledger.items()
                .memories(ListRequest.builder(ZOE).limit(1).build(), NOW)
                .next();
        for (String token : List.of("", "nonsense", "memory-", "memory-x", "memory--1", "turn-' OR 1=1", ofMemories)) {
            assertThatThrownBy(() -> ledger.items()
                            .turns(ListRequest.builder(ZOE).after(token).build()))
                    .as(token)
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void pending_turns_of_exactly_one_conversation_are_returned_in_order() {
        ledger.items().add(turns(ZOE, "main", "one", "two", "three"));
        ledger.items().add(turns(ZOE.withRun("r"), "main", "another scope"));
        ledger.items().add(turns(ZOE, "other", "another conversation"));

        assertThat(pending(ledger, ZOE, "main", 2)).extracting(StoredTurn::text).containsExactly("one", "two");
        assertThat(pending(ledger, ADAM, "main", 2)).isEmpty();
    }

    // Changing

    @Test
    void an_update_is_in_place_and_keeps_the_old_text_in_the_history() {
        Memory old = ledger.items().add(memories(ZOE, "likes tea")).memories().get(0);
        Instant later = NOW.plusSeconds(60);

        Memory updated = ledger.items()
                .update(
                        ZOE,
                        old.id(),
                        MemoryUpdate.text("likes coffee").withReason("said so"),
                        null,
                        SPACE,
                        newId(),
                        later)
                .orElseThrow();

        assertThat(updated.id()).isEqualTo(old.id());
        assertThat(updated.text()).isEqualTo("likes coffee");
        assertThat(updated.recordedAt()).isEqualTo(NOW);
        assertThat(updated.updatedAt()).isEqualTo(later);
        assertThat(ledger.items().memory(ZOE, old.id())).contains(updated);
        assertThat(ledger.items().history(ZOE, old.id()))
                .extracting(
                        MemoryEvent::type,
                        MemoryEvent::oldText,
                        MemoryEvent::newText,
                        MemoryEvent::reason,
                        MemoryEvent::actor,
                        MemoryEvent::at)
                .containsExactly(
                        tuple(MemoryEvent.Type.ADD, null, "likes tea", null, "api", NOW),
                        tuple(MemoryEvent.Type.UPDATE, "likes tea", "likes coffee", "said so", "api", later));
    }

    @Test
    void vectors_are_replaced_only_if_the_text_changes() {
        NewMemory added = memory(ZOE, "text", null, Metadata.none(), new float[] {1, 0});
        ledger.items().add(memories(ZOE, added));
        String id = added.memory().id();
        ledger.projection()
                .putVectors(
                        "other",
                        Map.of(ledger.projection().missingVectors("other", 1).get(0), new float[] {9}));

        update(id, MemoryUpdate.metadata(Map.of("k", 1)), null);
        update(id, MemoryUpdate.expiresAt(NOW.plusSeconds(1)), null);
        update(id, MemoryUpdate.text("text"), null);
        assertThat(latest().vector()).containsExactly(1, 0);
        assertThat(latest().metadata()).isEqualTo(Metadata.of("k", 1));
        assertThat(latest().expiresAt()).isEqualTo(NOW.plusSeconds(1));

        update(id, MemoryUpdate.text("other text"), new float[] {0, 1});
        assertThat(latest().text()).isEqualTo("other text");
        assertThat(latest().vector()).containsExactly(0, 1);
        assertThat(ledger.projection().countUnembedded("other")).isEqualTo(1);

        update(id, MemoryUpdate.text("third text"), null);
        assertThat(latest().vector()).isNull();
        assertThat(ledger.projection().countUnembedded(SPACE)).isEqualTo(1);
    }

    private void update(String id, MemoryUpdate update, float[] vector) {
        assertThat(ledger.items().update(ZOE, id, update, vector, SPACE, newId(), NOW))
                .isPresent();
    }

    private IndexDocument latest() {
        List<IndexChange> feed = ledger.projection().changes(0, 100, SPACE);
        return ((IndexChange.Put) feed.get(feed.size() - 1)).document();
    }

    @Test
    void an_expiry_can_be_removed() {
        NewMemory added = memory(ZOE, "text", NOW, Metadata.none(), null);
        ledger.items().add(memories(ZOE, added));
        update(added.memory().id(), MemoryUpdate.expiresAt(null), null);
        assertThat(listed(ListRequest.builder(ZOE))).containsExactly("text");
    }

    @Test
    void a_memory_is_retracted_once_and_not_changed_afterwards() {
        String id = ledger.items().add(memories(ZOE, "text")).memories().get(0).id();
        Instant later = NOW.plusSeconds(1);

        assertThat(ledger.items().retract(ZOE, id, newId(), later)).isTrue();
        assertThat(ledger.items().retract(ZOE, id, newId(), later)).isFalse();
        assertThat(ledger.items().update(ZOE, id, MemoryUpdate.text("no"), null, SPACE, newId(), later))
                .isEmpty();

        assertThat(ledger.items().memory(ZOE, id).orElseThrow().retractedAt()).isEqualTo(later);
        assertThat(ledger.items().stats(ZOE)).isEqualTo(new MemoryStats(0, 0, 0, 0, 1));
        assertThat(ledger.items().history(ZOE, id))
                .extracting(MemoryEvent::type, MemoryEvent::oldText, MemoryEvent::newText)
                .containsExactly(
                        tuple(MemoryEvent.Type.ADD, null, "text"), tuple(MemoryEvent.Type.DELETE, "text", null));
        assertThat(ledger.projection().changes(0, 10, SPACE))
                .containsExactly(new IndexChange.Remove(
                        ledger.projection().lastChange(), new ItemRef(ItemType.MEMORY, id), false));
    }

    @Test
    void a_memory_of_another_scope_is_not_found() {
        Scope theirs = ZOE.withAgent("a");
        String id =
                ledger.items().add(memories(theirs, "text")).memories().get(0).id();
        for (Scope stranger : List.of(ADAM, Scope.agent("a"), ZOE.withAgent("b"), theirs.withRun("r"))) {
            assertThat(ledger.items().memory(stranger, id)).isEmpty();
            assertThat(ledger.items().history(stranger, id)).isEmpty();
            assertThat(ledger.items().retract(stranger, id, newId(), NOW)).isFalse();
            assertThat(ledger.items().update(stranger, id, MemoryUpdate.text("x"), null, SPACE, newId(), NOW))
                    .isEmpty();
            assertThat(Batches.counts(ledger.items().forget(stranger, id))).containsExactly(0L, 0L, 0L, 0L);
            assertThat(Batches.counts(ledger.items().forget(stranger))).containsExactly(0L, 0L, 0L, 0L);
        }
        assertThat(ledger.items().memory(ZOE, id)).isPresent();
    }

    // The change feed

    @Test
    void the_feed_contains_every_item_once_with_all_that_an_index_needs() {
        NewTurn spoken = turn("Zoë", "hello", Map.of("k", "v"));
        NewMemory known = memory(ZOE, "fact", NOW.plusSeconds(5), Metadata.of("n", 1), new float[] {0.5f, -0.25f});
        StoredTurn turn = ledger.items()
                .add(turns(ZOE.withRun("r"), "room", List.of(spoken, turn("plain", null))))
                .turns()
                .get(0);
        ledger.items().add(memories(ZOE, known));

        List<IndexChange> feed = ledger.projection().changes(0, 100, SPACE);

        assertThat(feed).extracting(IndexChange::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(feed)
                .extracting(c -> ((IndexChange.Put) c).document().text())
                .containsExactly("Zoë: hello", "plain", "fact");
        IndexDocument first = ((IndexChange.Put) feed.get(0)).document();
        assertThat(first.ref()).isEqualTo(ref(turn));
        assertThat(first.scope()).isEqualTo(ZOE.withRun("r"));
        assertThat(first.vector()).isNull();
        assertThat(first.kind()).isNull();
        assertThat(first.conversation()).isEqualTo("room");
        assertThat(first.position().sequence()).isZero();
        assertThat(first.position().conversationId())
                .isEqualTo(((IndexChange.Put) feed.get(1)).document().position().conversationId());
        assertThat(first.at()).isEqualTo(NOW);
        assertThat(first.metadata()).isEqualTo(Metadata.of("k", "v"));
        IndexDocument third = ((IndexChange.Put) feed.get(2)).document();
        assertThat(third.vector()).containsExactly(0.5f, -0.25f);
        assertThat(third.kind()).isEqualTo(MemoryKind.FACT);
        assertThat(third.position()).isNull();
        assertThat(third.conversation()).isNull();
        assertThat(third.expiresAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(((IndexChange.Put)
                                ledger.projection().changes(0, 100, "another").get(2))
                        .document()
                        .vector())
                .isNull();
    }

    @Test
    void the_feed_is_read_in_batches_and_counted() {
        ledger.items().add(turns(ZOE, "main", "a", "b", "c", "d", "e"));
        List<IndexChange> first = ledger.projection().changes(0, 2, SPACE);
        long cursor = first.get(1).sequence();

        assertThat(first).hasSize(2);
        assertThat(ledger.projection().countChanges(cursor)).isEqualTo(3);
        assertThat(ledger.projection().changes(cursor, 100, SPACE)).hasSize(3);
        assertThat(ledger.projection().changes(ledger.projection().lastChange(), 100, SPACE))
                .isEmpty();
        assertThat(ledger.projection().countChanges(ledger.projection().lastChange()))
                .isZero();
    }

    @Test
    void a_changed_item_moves_to_the_end_of_the_feed() {
        List<Memory> two = ledger.items().add(memories(ZOE, "a", "b")).memories();
        long before = ledger.projection().lastChange();
        update(two.get(0).id(), MemoryUpdate.text("a2"), null);

        assertThat(ledger.projection().changes(0, 10, SPACE))
                .extracting(c -> c.ref().id())
                .containsExactly(two.get(1).id(), two.get(0).id());
        assertThat(ledger.projection().lastChange()).isGreaterThan(before);
        assertThat(ledger.projection().changes(before, 10, SPACE)).hasSize(1);
    }

    @Test
    void a_forgotten_item_remains_in_the_feed_as_a_tombstone() {
        StoredTurn turn = ledger.items().add(turns(ZOE, "main", "a")).turns().get(0);
        Memory memory = ledger.items().add(memories(ZOE, "b")).memories().get(0);
        long cursor = ledger.projection().lastChange();

        ledger.items().forget(ZOE);

        assertThat(ledger.projection().changes(cursor, 10, SPACE))
                .containsExactly(
                        new IndexChange.Remove(cursor + 1, ref(turn), true),
                        new IndexChange.Remove(cursor + 2, ref(memory), true));
        assertThat(ledger.projection().countChanges(0)).isEqualTo(2);
    }

    @Test
    void an_empty_ledger_has_no_change() {
        assertThat(ledger.projection().lastChange()).isZero();
        assertThat(ledger.projection().countChanges(0)).isZero();
        assertThat(ledger.projection().changes(0, 10, SPACE)).isEmpty();
    }

    // Vectors

    @Test
    void items_without_a_vector_are_listed_and_get_one_later() {
        NewTurn spoken = turn("Zoë", "hello", Map.of());
        ledger.items().add(turns(ZOE, "main", List.of(spoken, turn("embedded", new float[] {1}))));
        Memory gone = ledger.items().add(memories(ZOE, "retracted")).memories().get(0);
        ledger.items().retract(ZOE, gone.id(), newId(), NOW);
        Memory known = ledger.items().add(memories(ZOE, "fact")).memories().get(0);
        long cursor = ledger.projection().lastChange();

        List<MissingVector> missing = ledger.projection().missingVectors(SPACE, 10);
        assertThat(missing)
                .containsExactly(
                        new MissingVector(new ItemRef(ItemType.TURN, spoken.id()), "Zoë: hello"),
                        new MissingVector(ref(known), "fact"));
        assertThat(ledger.projection().missingVectors(SPACE, 1)).hasSize(1);
        assertThat(ledger.projection().countUnembedded(SPACE)).isEqualTo(2);
        assertThat(ledger.projection().countUnembedded("another")).isEqualTo(3);

        ledger.projection()
                .putVectors(SPACE, Map.of(missing.get(0), new float[] {1, 2}, missing.get(1), new float[] {3, 4}));

        assertThat(ledger.projection().countUnembedded(SPACE)).isZero();
        assertThat(ledger.projection().changes(cursor, 10, SPACE))
                .extracting(c -> ((IndexChange.Put) c).document().vector())
                .containsExactlyInAnyOrder(new float[] {1, 2}, new float[] {3, 4});
    }

    @Test
    void vectors_of_changed_or_forgotten_texts_are_skipped() {
        List<Memory> three = ledger.items()
                .add(memories(ZOE, "changed", "forgotten", "retracted"))
                .memories();
        List<MissingVector> missing = ledger.projection().missingVectors(SPACE, 10);
        update(three.get(0).id(), MemoryUpdate.text("other words"), null);
        ledger.items().forget(ZOE, three.get(1).id());
        ledger.items().retract(ZOE, three.get(2).id(), newId(), NOW);
        long last = ledger.projection().lastChange();

        Map<MissingVector, float[]> late = new LinkedHashMap<>();
        missing.forEach(item -> late.put(item, new float[] {1}));
        ledger.projection().putVectors(SPACE, late);

        assertThat(ledger.projection().lastChange()).isEqualTo(last);
        assertThat(ledger.projection().missingVectors(SPACE, 10))
                .containsExactly(new MissingVector(ref(three.get(0)), "other words"));
        assertThat(ledger.items().forget(ZOE).vectors()).isZero();
    }

    // Forgetting

    @Test
    void forgetting_a_scope_counts_the_deleted_rows() {
        ledger.items().add(turns(ZOE, "main", List.of(turn("a", new float[] {1}), turn("b", null))));
        Memory memory =
                ledger.items().add(memories(ZOE.withRun("r"), "c")).memories().get(0);
        ledger.items().add(turns(ADAM, "main", "stays"));
        ledger.items().retract(ZOE, memory.id(), newId(), NOW);
        assertThat(ledger.items().stats()).isEqualTo(new MemoryStats(3, 3, 0, 0, 1));

        assertThat(Batches.counts(ledger.items().forget(ZOE))).containsExactly(2L, 1L, 2L, 1L);

        assertThat(ledger.items().stats()).isEqualTo(new MemoryStats(1, 1, 0, 0, 0));

        assertThat(ledger.items().stats(ZOE)).isEqualTo(new MemoryStats(0, 0, 0, 0, 0));
        assertThat(ledger.items().memory(ZOE, memory.id())).isEmpty();
        assertThat(ledger.items().history(ZOE, memory.id())).isEmpty();
        assertThat(ledger.items().stats(ADAM).turns()).isEqualTo(1);
        assertThat(Batches.counts(ledger.items().forget(ZOE))).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void forgetting_one_item_keeps_its_neighbours() {
        List<StoredTurn> three =
                ledger.items().add(turns(ZOE, "main", "a", "b", "c")).turns();
        Memory memory = ledger.items().add(memories(ZOE, "d")).memories().get(0);

        assertThat(Batches.counts(ledger.items().forget(ZOE, three.get(1).id())))
                .containsExactly(1L, 0L, 0L, 0L);
        assertThat(Batches.counts(ledger.items().forget(ZOE, memory.id()))).containsExactly(0L, 1L, 1L, 0L);
        assertThat(Batches.counts(ledger.items().forget(ZOE, "*"))).containsExactly(0L, 0L, 0L, 0L);

        assertThat(ledger.items().turns(ListRequest.builder(ZOE).build()).items())
                .containsExactly(three.get(0), three.get(2));
        assertThat(ledger.items().add(turns(ZOE, "main", "e")).turns().get(0).sequence())
                .isEqualTo(3);
    }

    @Test
    void positions_in_a_conversation_are_not_reused_after_a_forget() {
        ledger.items().add(turns(ZOE, "main", "a"));
        String before = latest().position().conversationId();
        ledger.items().forget(ZOE);
        ledger.items().add(turns(ZOE, "main", "b"));

        assertThat(latest().position().conversationId()).isNotEqualTo(before);
    }

    // Closing

    @Test
    void a_ledger_can_be_closed_twice_and_reports_that_it_is_closed() {
        ledger.close();
        ledger.close();
        Stream.<Runnable>of(
                        () -> ledger.items().stats(ZOE),
                        () -> ledger.items().add(turns(ZOE, "main", "a")),
                        () -> ledger.items().forget(ZOE))
                .forEach(call -> assertThatThrownBy(call::run).isInstanceOf(MemoryClosedException.class));
    }

    private static ItemRef ref(MemoryItem item) {
        return new ItemRef(item instanceof Memory ? ItemType.MEMORY : ItemType.TURN, item.id());
    }
}
