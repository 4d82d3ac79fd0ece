// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.turn;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryKind;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.entity.NameMatcher;
import dev.memoir.entity.PronounReferents;
import dev.memoir.extract.Citation;
import dev.memoir.index.IndexChange;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewTurn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of a ledger's entities, names and mentions. */
public abstract class EntityLedgerContract {

    private static final Scope ZOE = Scope.user("zoe");
    private static final Scope TOM = Scope.user("tom");

    /** The ledger under test, opened before each test. */
    protected Ledger ledger;

    /**
     * {@return an empty ledger}
     *
     * @throws Exception if the ledger cannot be opened
     */
    protected abstract Ledger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    // Linking

    @Test
    void a_fact_is_linked_with_its_entities_both_ways() {
        Memory fact = learned(fact("The user's sister Ana lives in Lisbon.", "Ana", "Lisbon"), null);
        assertThat(names(ZOE)).containsExactly("Ana", "Lisbon");
        assertThat(mentions("Ana")).containsExactly(fact);
        assertThat(ledger.entities().mentionedIn(ZOE, fact.id()))
                .extracting(Entity::name)
                .containsExactly("Ana", "Lisbon");
        assertThat(only("Ana")).isEqualTo(new Entity(ZOE, "Ana", List.of("my sister"), 0, 1, NOW, NOW));
    }

    @Test
    void a_turn_is_linked_with_its_speaker_and_with_known_names_in_its_text() {
        learned(fact("Ana lives in Lisbon.", "Ana", "Lisbon"), null);
        StoredTurn said = said(turn("Bob", "I met ana. Banana bread!", Map.of()));
        assertThat(ledger.entities().mentionedIn(ZOE, said.id()))
                .extracting(Entity::name)
                .containsExactly("Ana", "Bob");
        assertThat(mentions("Ana")).contains(said);
        assertThat(mentions("Bob")).containsExactly(said);
        assertThat(only("Ana").turns()).isEqualTo(1);
    }

    @Test
    void the_speakers_of_a_scope_are_known_to_its_readers() {
        Scope zoeToAgent = new Scope("zoe", "agent", "run");
        Scope zoeToOther = new Scope("zoe", "other", "run");
        StoredTurn of = said(turn("Bob", "hello", Map.of()));
        said(turn("Bob", "again", Map.of()));
        said(turn("nobody in particular", null));
        ledger.items()
                .add(turns(zoeToAgent, "main", List.of(turn("Ana", "hi", Map.of()), turn("Eva", "hi", Map.of()))));
        ledger.items()
                .add(turns(zoeToOther, "main", List.of(turn("Eva", "hi", Map.of()), turn("Ída", "hi", Map.of()))));
        ledger.items().add(turns(TOM, "main", List.of(turn("Tom", "hi", Map.of()))));

        assertThat(speakers(ZOE)).containsExactlyInAnyOrder("Ana", "Bob", "Eva", "Ída");
        assertThat(speakers(zoeToAgent)).containsExactlyInAnyOrder("Ana", "Eva");
        assertThat(speakers(new Scope("zoe", null, "run"))).containsExactlyInAnyOrder("Ana", "Eva", "Ída");
        assertThat(speakers(Scope.agent("agent"))).isEmpty();
        assertThat(speakers(Scope.user("eve"))).isEmpty();

        ledger.items().forget(ZOE, of.id());
        assertThat(speakers(ZOE)).contains("Bob");
        ledger.items().forget(zoeToAgent);
        assertThat(speakers(ZOE)).containsExactlyInAnyOrder("Bob", "Eva", "Ída");
    }

    @Test
    void a_speaker_too_long_for_a_name_is_stored_but_not_listed() {
        StoredTurn said = said(turn("x".repeat(10_000), "hello", Map.of()));
        said(turn("y".repeat(100), "hello", Map.of()));
        assertThat(ledger.items().fetch(ZOE, List.of(new ItemRef(ItemType.TURN, said.id()))))
                .hasSize(1);
        assertThat(speakers(ZOE)).containsExactly("y".repeat(100));
    }

    @Test
    void of_a_crowd_only_some_speakers_are_listed() {
        List<NewTurn> many = IntStream.range(0, 100)
                .mapToObj(i -> turn("Speaker " + i, "hello", Map.of()))
                .toList();
        ledger.items().add(turns(ZOE, "main", many));
        assertThat(speakers(ZOE)).hasSize(64);
    }

    @Test
    void an_earlier_turn_is_linked_once_its_name_is_known() {
        StoredTurn before = said(turn("I met Ana in Lisbon", null));
        StoredTurn other = said(turn("Nothing to see", null));
        long last = ledger.projection().lastChange();
        assertThat(names(ZOE)).isEmpty();
        learned(fact("Ana is a doctor.", "Ana"), null);
        assertThat(mentions("Ana")).contains(before).doesNotContain(other);
        assertThat(changedAfter(last))
                .as("its index document changes")
                .contains(before.id())
                .doesNotContain(other.id());
    }

    @Test
    void earlier_items_are_searched_for_a_new_name_after_the_write_in_batches() {
        List<NewTurn> many = IntStream.range(0, 250)
                .mapToObj(i -> turn("Ana said " + i, null))
                .toList();
        ledger.items().add(turns(ZOE, "main", many));
        written(ZOE, fact("Ana is a doctor.", "Ana"), null);
        assertThat(only("Ana").turns()).isZero();
        List<Long> linked = new ArrayList<>();
        while (ledger.entities().linkEarlier()) {
            linked.add(only("Ana").turns());
        }
        assertThat(linked).as("of the memories, then of the turns").containsExactly(0L, 100L, 200L, 250L);
        assertThat(ledger.entities().linkEarlier()).isFalse();
    }

    @Test
    void concurrent_searches_for_names_share_one_reading_and_a_later_one_joins() {
        List<NewTurn> many = IntStream.range(0, 300)
                .mapToObj(i -> turn(i % 2 == 0 ? "Ana and Bob " + i : "Eva " + i, null))
                .toList();
        ledger.items().add(turns(ZOE, "main", many));
        written(ZOE, fact("Ana knows Bob.", "Ana", "Bob"), null);
        assertThat(ledger.entities().linkEarlier()).as("memories").isTrue();
        assertThat(ledger.entities().linkEarlier()).as("the latest turns").isTrue();
        written(ZOE, fact("Eva sings.", "Eva"), null);
        int parts = 0;
        while (ledger.entities().linkEarlier()) {
            parts++;
        }
        assertThat(parts).as("memories, and each turn once more at most").isLessThanOrEqualTo(6);
        assertThat(List.of(only("Ana").turns(), only("Bob").turns(), only("Eva").turns()))
                .containsExactly(150L, 150L, 150L);
    }

    @Test
    void only_the_latest_thousand_earlier_turns_are_searched_for_a_new_name() {
        List<NewTurn> many = IntStream.range(0, 1100)
                .mapToObj(i -> turn("Ana said " + i, null))
                .toList();
        ledger.items().add(turns(ZOE, "main", many));
        learned(fact("Ana is a doctor.", "Ana"), null);
        assertThat(only("Ana").turns()).isEqualTo(1000);
    }

    @Test
    void a_name_forgotten_before_its_search_leaves_nothing() {
        said(turn("I met Quillon", null));
        Memory fact = fact("Quillon is a doctor.", "Quillon");
        written(ZOE, fact, null);
        ledger.items().forget(ZOE, fact.id());
        link();
        assertThat(names(ZOE)).isEmpty();

        written(ZOE, fact("Quillon is a poet.", "Quillon"), null);
        ledger.items().forget(ZOE);
        assertThat(ledger.entities().linkEarlier()).isFalse();
    }

    @Test
    void a_turn_is_linked_through_the_fact_extracted_from_it() {
        StoredTurn said = said(turn("She moved there", null));
        long last = ledger.projection().lastChange();
        Memory fact = learned(fact("Ana moved to Porto.", "Ana", "Porto"), said.id());
        assertThat(mentions("Ana")).containsExactlyInAnyOrder(said, fact);
        assertThat(changedAfter(last)).contains(said.id());

        ledger.items().retract(ZOE, fact.id(), newId(), NOW);
        assertThat(mentions("Ana")).isEmpty();
        assertThat(names(ZOE)).isEmpty();
    }

    @Test
    void a_summary_does_not_link_its_turns_to_its_names() {
        StoredTurn said = said(turn("She moved", null));
        Memory summary = fact("They spoke of Ana.", "Ana").toBuilder()
                .kind(MemoryKind.SUMMARY)
                .build();
        learned(summary, said.id());
        assertThat(mentions("Ana")).containsExactly(summary);
    }

    // One or several

    @Test
    void spellings_of_a_name_denote_one_entity() {
        learned(fact("One.", "Ana"), null);
        learned(fact("Two.", "my sister Ana"), null);
        learned(fact("Three.", "ANA"), null);
        learned(fact("Four.", "Ａｎａ"), null);
        learned(fact("Five.", "Ana Silva"), null);
        Memory dog = learned(fact("Six.", "Ana's dog"), null);
        assertThat(names(ZOE)).containsExactly("Ana Silva", "Ana's dog");
        Entity ana = only("ana");
        assertThat(ana.aliases()).containsExactly("Ana", "my sister");
        assertThat(ana.memories()).isEqualTo(5);
        assertThat(mentions("Ana's dog")).containsExactly(dog);
        assertThat(only("my sister")).isEqualTo(ana);
        assertThat(only("Ana Silva")).isEqualTo(ana);
    }

    @Test
    void an_ambiguous_name_is_an_entity_of_its_own_until_one_candidate_is_gone() {
        learned(fact("One.", "my friend Ana"), null);
        learned(fact("Two.", "Ana Silva"), null);
        assertThat(names(ZOE)).containsExactly("Ana Silva");
        Memory other = learned(fact("Three.", "Ana Costa"), null);
        assertThat(names(ZOE)).containsExactly("Ana", "Ana Costa", "Ana Silva");
        ledger.items().retract(ZOE, other.id(), newId(), NOW);
        assertThat(names(ZOE)).containsExactly("Ana Silva");
    }

    @Test
    void my_sister_denotes_the_person_known_as_such_while_there_is_only_one() {
        StoredTurn said = said(turn("my sister called", null));
        assertThat(names(ZOE)).containsExactly("my sister");
        learned(fact("The user's sister Ana lives in Lisbon.", "Ana"), null);
        assertThat(names(ZOE)).containsExactly("Ana");
        assertThat(mentions("Ana")).contains(said);
        assertThat(named("How is my sister?")).contains("ana");
        Memory eva = learned(fact("The user's sister Eva lives in Porto.", "Eva"), null);
        assertThat(names(ZOE)).containsExactly("Ana", "Eva", "my sister");
        assertThat(mentions("Ana")).doesNotContain(said);
        ledger.items().forget(ZOE, eva.id());
        assertThat(mentions("Ana")).contains(said);
    }

    @Test
    void a_place_within_the_name_of_another_is_a_separate_entity() {
        learned(fact("One.", "York"), null);
        Memory newYork = learned(fact("The user lives in New York.", "New York"), null);
        StoredTurn said = said(turn("I love New York", null));
        assertThat(mentions("New York")).containsExactlyInAnyOrder(said, newYork);
        assertThat(only("York").memories()).isEqualTo(1);
        assertThat(only("York").turns()).isZero();
    }

    @Test
    void people_of_one_name_in_different_scopes_never_mix() {
        Scope agent = ZOE.withAgent("a");
        learned(ZOE, fact("One.", "Ana"), null);
        learned(TOM, fact(TOM, "Two.", "Ana"), null);
        learned(agent, fact(agent, "Three.", "Ana"), null);
        ledger.entities().merge(TOM, "Ana", "Annie", newId(), NOW);
        StoredTurn toms =
                ledger.items().add(turns(TOM, "main", "I met Ana")).turns().get(0);
        assertThat(ledger.entities().entities(ZOE, "Ana"))
                .extracting(Entity::scope)
                .containsExactly(ZOE, agent);
        assertThat(ledger.entities().entities(agent, "Ana"))
                .extracting(Entity::scope)
                .containsExactly(agent);
        assertThat(ledger.entities().entities(ZOE, "Annie")).isEmpty();
        assertThat(ledger.entities().mentions(ZOE, "Ana", 10, null).items())
                .hasSize(2)
                .allMatch(item -> ZOE.covers(item.scope()));
        assertThat(ledger.entities().mentions(agent, "Ana", 10, null).items()).hasSize(1);
        assertThat(ledger.entities().mentionedIn(ZOE, toms.id())).isEmpty();
        assertThat(named("Annie?")).isEmpty();
        ledger.items().forget(TOM);
        assertThat(ledger.entities().entities(TOM, 10, null).items()).isEmpty();
        assertThat(names(ZOE)).containsExactly("Ana", "Ana");
    }

    /** What a name denotes follows from everything that was said, not from its order. */
    @Test
    void the_order_of_statements_makes_no_difference() {
        List<String> names = new ArrayList<>(List.of(
                "Ana",
                "my sister Ana",
                "Ana Silva",
                "Silva",
                "Dr. Silva",
                "my brother Tom",
                "Tom Reed",
                "Tom",
                "York"));
        Random random = new Random(7);
        List<String> first = List.of();
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(names, random);
            Scope scope = Scope.user("user" + round);
            names.forEach(name -> learned(scope, fact(scope, "Something.", name), null));
            List<String> keys = ledger.entities().entities(scope, 100, null).items().stream()
                    .map(entity -> entity.name() + entity.aliases() + entity.memories())
                    .toList();
            first = round == 0 ? keys : first;
            assertThat(keys).as(names.toString()).isEqualTo(first).hasSizeBetween(3, 6);
        }
    }

    // What the application says

    @Test
    void a_merge_makes_two_names_one_entity_until_it_is_reverted() {
        Memory bob = learned(fact("Bob sings.", "Bob"), null);
        Memory robert = learned(fact("Robert dances.", "Robert"), null);
        assertThat(merge("Robert", "Bob")).isEqualTo(new Entity(ZOE, "Robert", List.of("Bob"), 0, 2, NOW, NOW));
        assertThat(mentions("Bob")).containsExactlyInAnyOrder(bob, robert);
        assertThat(named("And Bob?")).containsExactlyInAnyOrder("bob", "robert");
        assertThat(merge("Bob", "Robert").name()).isEqualTo("Robert");

        assertThat(ledger.entities().split(ZOE, "Bob", newId(), NOW)).isTrue();
        assertThat(ledger.entities().split(ZOE, "Bob", newId(), NOW)).isFalse();
        assertThat(mentions("Bob")).containsExactly(bob);
        assertThat(names(ZOE)).containsExactly("Bob", "Robert");
    }

    @Test
    void a_merge_may_introduce_a_name_that_is_not_mentioned_yet() {
        learned(fact("Robert dances.", "Robert"), null);
        merge("Robert", "Bobby");
        StoredTurn said = said(turn("I met Bobby", null));
        assertThat(mentions("Robert")).contains(said);
        assertThat(names(ZOE)).containsExactly("Robert");
        assertThatThrownBy(() -> merge("Nobody", "Bobby")).isInstanceOf(MemoryNotFoundException.class);
        assertThatThrownBy(() -> merge("Robert", "user")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_merge_and_its_reversal_are_events_that_can_be_undone() {
        learned(fact("Bob sings.", "Bob"), null);
        learned(fact("Robert dances.", "Robert"), null);
        ledger.entities().merge(ZOE, "Robert", "Bob", "event-1", NOW);
        ledger.entities().merge(ZOE, "Bob", "Robert", "event-2", NOW.plusSeconds(1));
        EntityEvent merged =
                new EntityEvent("event-1", ZOE, EntityEvent.Type.MERGE, "robert", "bob", MemoryEvent.API, NOW, null);
        assertThat(ledger.entities().entityHistory(ZOE, "Bob")).containsExactly(merged);
        assertThat(ledger.entities().entityHistory(TOM, "Bob")).isEmpty();

        Instant later = NOW.plusSeconds(5);
        assertThat(ledger.entities().undoMerge(ZOE, "event-1", "event-3", later))
                .isTrue();
        assertThat(names(ZOE)).containsExactly("Bob", "Robert");
        assertThat(ledger.entities().undoMerge(ZOE, "event-1", "event-4", later))
                .isFalse();
        assertThat(ledger.entities().entityHistory(ZOE, "Robert"))
                .containsExactly(
                        merged,
                        new EntityEvent(
                                "event-3",
                                ZOE,
                                EntityEvent.Type.SPLIT,
                                "robert",
                                "bob",
                                MemoryEvent.API,
                                later,
                                "event-1"));

        assertThat(ledger.entities().undoMerge(ZOE, "event-3", "event-5", later))
                .isTrue();
        assertThat(names(ZOE)).containsExactly("Robert");
        assertThatThrownBy(() -> ledger.entities().undoMerge(TOM, "event-1", "event-6", later))
                .isInstanceOf(MemoryNotFoundException.class);
    }

    @Test
    void the_events_of_a_name_are_forgotten_with_it() {
        Memory robert = learned(fact("Robert dances.", "Robert"), null);
        Memory bob = learned(fact("Bob sings.", "Bob"), null);
        merge("Robert", "Bob");
        ledger.items().forget(ZOE, bob.id());
        assertThat(ledger.entities().entityHistory(ZOE, "Robert"))
                .as("the application still says so")
                .hasSize(1);
        ledger.items().forget(ZOE, robert.id());
        assertThat(ledger.entities().entityHistory(ZOE, "Robert")).isEmpty();

        learned(fact("Robert dances.", "Robert"), null);
        merge("Robert", "Bob");
        ledger.items().forget(ZOE);
        assertThat(ledger.entities().entityHistory(ZOE, "Robert")).isEmpty();
    }

    @Test
    void a_merge_is_deleted_with_its_name() {
        Memory robert = learned(fact("Robert dances.", "Robert"), null);
        Memory bob = learned(fact("Bob sings.", "Bob"), null);
        merge("Robert", "Bob");
        merge("Bob", "Bobby");
        ledger.items().forget(ZOE, robert.id());
        assertThat(names(ZOE)).containsExactly("Bob");
        assertThat(mentions("Bob")).containsExactly(bob);
        assertThat(ledger.entities().entities(ZOE, "Robert")).isEmpty();
        assertThat(ledger.entities().entities(ZOE, "Bobby")).isEmpty();
    }

    // Changes

    @Test
    void links_follow_changes_and_the_retraction_of_a_memory() {
        Memory fact = learned(fact("Ana sings.", "Ana"), null);
        Memory changed =
                fact.toBuilder().entities(List.of("Eva")).text("Eva sings.").build();
        assertThat(ledger.learning().learn(batch(ZOE, List.of(), step(fact, changed))))
                .isTrue();
        assertThat(names(ZOE)).containsExactly("Eva");
        Memory past = changed.toBuilder().supersededBy("another").build();
        assertThat(ledger.learning().learn(batch(ZOE, List.of(), step(changed, past))))
                .isTrue();
        assertThat(names(ZOE)).isEmpty();
        assertThat(ledger.learning().learn(batch(ZOE, List.of(), step(past, fact))))
                .isTrue();
        assertThat(names(ZOE)).containsExactly("Ana");
    }

    @Test
    void a_text_changed_by_the_application_is_searched_for_names() {
        learned(fact("Ana sings.", "Ana"), null);
        Memory verbatim =
                ledger.items().add(memories(ZOE, "likes tea")).memories().get(0);
        assertThat(ledger.entities().mentionedIn(ZOE, verbatim.id())).isEmpty();
        ledger.items().update(ZOE, verbatim.id(), MemoryUpdate.text("likes Ana's tea"), null, SPACE, newId(), NOW);
        assertThat(ledger.entities().mentionedIn(ZOE, verbatim.id()))
                .extracting(Entity::name)
                .containsExactly("Ana");
    }

    @Test
    void an_entity_that_nothing_mentions_any_more_is_forgotten() {
        StoredTurn said = said(turn("Bob", "hello", Map.of()));
        StoredTurn again = said(turn("Bob", "hello again", Map.of()));
        ledger.items().forget(ZOE, said.id());
        assertThat(mentions("Bob")).containsExactly(again);
        ledger.items().forget(ZOE, again.id());
        assertThat(names(ZOE)).isEmpty();
        said(turn("Eva", "hello", Map.of()));
        ledger.items().forget(ZOE);
        assertThat(names(ZOE)).isEmpty();
    }

    @Test
    void a_forgotten_fact_unlinks_its_turn_from_names_that_only_it_mentioned() {
        StoredTurn said = said(turn("She moved there", null));
        Memory fact = learned(fact("Ana moved to Porto.", "Ana", "Porto"), said.id());
        long last = ledger.projection().lastChange();
        ledger.items().forget(ZOE, fact.id());
        assertThat(ledger.entities().mentionedIn(ZOE, said.id())).isEmpty();
        assertThat(changedAfter(last)).contains(said.id());
    }

    // Listing and queries

    @Test
    void pages_go_through_everything_once() {
        List<String> known =
                IntStream.range(0, 7).mapToObj(i -> "Name" + (char) ('a' + i)).toList();
        known.forEach(name -> learned(fact(name + " sings with Eva.", name, "Eva"), null));
        List<String> seen = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Entity> page = ledger.entities().entities(ZOE, 3, after);
            page.items().forEach(entity -> seen.add(entity.name()));
            after = page.next();
        } while (after != null);
        assertThat(seen).hasSize(8).containsAll(known);

        List<String> items = new ArrayList<>();
        do {
            Page<MemoryItem> page = ledger.entities().mentions(ZOE, "Eva", 2, after);
            page.items().forEach(item -> items.add(item.id()));
            after = page.next();
        } while (after != null);
        assertThat(items).hasSize(7).doesNotHaveDuplicates();
        assertThatThrownBy(() -> ledger.entities().entities(ZOE, 3, "turn-5"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ledger.entities().mentions(ZOE, "Eva", 3, "mention-AA-AA"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void the_latest_mention_comes_first() {
        learned(fact("Eva sings.", "Eva"), null);
        for (int i = 0; i < 3; i++) {
            ledger.items()
                    .add(turns(
                            ZOE,
                            "main",
                            List.of(new NewTurn(newId(), Turn.user("Eva " + i), NOW.plusSeconds(i), null))));
        }
        assertThat(ledger.entities().mentions(ZOE, "Eva", 2, null).items())
                .extracting(MemoryItem::text)
                .containsExactly("Eva 2", "Eva 1");
        assertThat(only("Eva").last()).isEqualTo(NOW.plusSeconds(2));
        assertThat(only("Eva").first()).isEqualTo(NOW);
    }

    @Test
    void a_question_names_the_entities_that_are_known() {
        learned(fact("One.", "my sister Ana"), null);
        learned(fact("Two.", "Ana Silva", "New York"), null);
        assertThat(named("When did Ana Silva go to new york?"))
                .containsExactlyInAnyOrder("ana", "ana silva", "my sister", "new york");
        assertThat(named("what does the user's sister like")).contains("ana");
        assertThat(named("Who is Bob?")).isEmpty();
        assertThat(ledger.entities()
                        .named(TOM, NameMatcher.of("Ana?", PronounReferents.OF_USER))
                        .keys())
                .isEmpty();
    }

    // Concurrency

    @Test
    void concurrent_mentions_of_a_name_make_one_entity() throws Exception {
        int writers = 8;
        CyclicBarrier start = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Object>> tasks = IntStream.range(0, writers)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        start.await();
                        return i % 2 == 0
                                ? said(turn(i % 4 == 0 ? "Ana" : "ANA", "hello", Map.of()))
                                : learned(fact("Ana sings.", i % 4 == 1 ? "Ana Silva" : "my sister Ana"), null);
                    })
                    .toList();
            for (Future<Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names(ZOE)).containsExactly("Ana Silva");
        assertThat(only("ana").turns() + only("ana").memories()).isEqualTo(writers);
    }

    private List<String> names(Scope scope) {
        return ledger.entities().entities(scope, 100, null).items().stream()
                .map(Entity::name)
                .toList();
    }

    private Entity only(String name) {
        List<Entity> found = ledger.entities().entities(ZOE, name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<MemoryItem> mentions(String name) {
        return ledger.entities().mentions(ZOE, name, 100, null).items();
    }

    private java.util.Set<String> named(String question) {
        return ledger.entities()
                .named(ZOE, NameMatcher.of(question, PronounReferents.OF_USER))
                .keys();
    }

    private java.util.Set<String> speakers(Scope scope) {
        return ledger.entities()
                .named(scope, NameMatcher.of("Who?", PronounReferents.OF_USER))
                .speakers();
    }

    private List<String> changedAfter(long last) {
        return ledger.projection().changes(last, 1000, SPACE).stream()
                .map(IndexChange::ref)
                .map(ref -> ref.id())
                .toList();
    }

    private Entity merge(String name, String other) {
        return ledger.entities().merge(ZOE, name, other, newId(), NOW);
    }

    /** Runs the pending searches for names in earlier items too. */
    private void link() {
        while (ledger.entities().linkEarlier()) {
            // one batch after another
        }
    }

    private StoredTurn said(NewTurn turn) {
        StoredTurn said =
                ledger.items().add(turns(ZOE, "main", List.of(turn))).turns().get(0);
        link();
        return said;
    }

    private Memory learned(Memory memory, @Nullable String turnId) {
        return learned(ZOE, memory, turnId);
    }

    private Memory learned(Scope scope, Memory memory, @Nullable String turnId) {
        written(scope, memory, turnId);
        link();
        return memory;
    }

    private void written(Scope scope, Memory memory, @Nullable String turnId) {
        List<Citation> sources = turnId == null ? List.of() : List.of(new Citation(turnId, "quote"));
        assertThat(ledger.learning()
                        .learn(batch(
                                scope,
                                List.of(),
                                new LearnedStep(null, memory, event(memory, MemoryEvent.Type.ADD), sources, null))))
                .isTrue();
    }

    private static Memory fact(String text, String... entities) {
        return fact(ZOE, text, entities);
    }

    private static Memory fact(Scope scope, String text, String... entities) {
        return Memory.builder(newId(), scope, text, NOW)
                .entities(Arrays.asList(entities))
                .build();
    }

    private static LearnedStep step(Memory before, Memory after) {
        return new LearnedStep(before, after, event(after, MemoryEvent.Type.UPDATE), List.of(), null);
    }

    private static MemoryEvent event(Memory memory, MemoryEvent.Type type) {
        return new MemoryEvent(newId(), newId(), memory.id(), type, null, memory.text(), "why", "llm", NOW);
    }

    private static LearnedBatch batch(Scope scope, List<String> turnIds, LearnedStep... steps) {
        return new LearnedBatch(scope, turnIds, List.of(steps), List.of(), SPACE, NOW, "extractor", false, null, 0);
    }
}
