// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.Batches.NOW;
import static dev.memoir.testing.contract.Batches.SPACE;
import static dev.memoir.testing.contract.Batches.memories;
import static dev.memoir.testing.contract.Batches.newId;
import static dev.memoir.testing.contract.Batches.pending;
import static dev.memoir.testing.contract.Batches.turns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.index.IndexChange;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * No reader sees or destroys a row of a scope that it does not read: compares a ledger with a list and {@link
 * Scope#covers}.
 */
public abstract class ScopeIsolationContract {

    /**
     * {@return a new, empty ledger}
     *
     * @throws Exception if the ledger cannot be opened
     */
    protected abstract Ledger fresh() throws Exception;

    private record Written(ItemRef ref, Scope scope, String conversation) {
        boolean turn() {
            return ref.type() == ItemType.TURN;
        }
    }

    record Write(Scope scope, boolean turn, String conversation) {}

    @Provide
    Arbitrary<Scope> scopes() {
        Arbitrary<String> tricky = Arbitraries.of(
                "a", "A", "b", "*", "%", "_", "a%", "'", "''", "\"", "\\", ":user", "?", "<ids>", "--", "null", "0",
                "ä", "a\u0308", "🙂", "漢", "user_id", "1=1", ";");
        Arbitrary<String> any = Arbitraries.strings()
                .excludeChars(' ')
                .ofMinLength(1)
                .ofMaxLength(5)
                .filter(ScopeIsolationContract::isId);
        Arbitrary<String> part =
                Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of("a", "*")), Tuple.of(4, tricky), Tuple.of(1, any));
        Arbitrary<String> optional = part.injectNull(0.4);
        return Combinators.combine(optional, optional, optional)
                .filter((user, agent, run) -> user != null || agent != null || run != null)
                .as(Scope::new);
    }

    private static boolean isId(String text) {
        try {
            return text.equals(Scope.user(text).userId());
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        return Combinators.combine(scopes(), Arbitraries.of(true, false), Arbitraries.of("main", "*", "%"))
                .as(Write::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<List<Scope>> readers() {
        return scopes().list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void no_row_of_another_scope_is_seen_changed_or_destroyed(
            @ForAll("writes") List<Write> writes, @ForAll("readers") List<Scope> strangers) throws Exception {
        try (Ledger ledger = fresh()) {
            List<Written> model = new ArrayList<>();
            for (Write write : writes) {
                model.add(write(ledger, write));
            }
            List<Scope> readers = Stream.concat(
                            strangers.stream(), writes.stream().map(Write::scope))
                    .distinct()
                    .limit(12)
                    .toList();
            for (Scope reader : readers) {
                sees(ledger, reader, model);
            }
            for (Scope reader : readers) {
                forgets(ledger, reader, model);
            }
        }
    }

    private static Written write(Ledger ledger, Write write) {
        if (write.turn()) {
            StoredTurn turn = ledger.items()
                    .add(turns(write.scope(), write.conversation(), "said"))
                    .turns()
                    .get(0);
            return new Written(new ItemRef(ItemType.TURN, turn.id()), write.scope(), write.conversation());
        }
        String id = ledger.items()
                .add(memories(write.scope(), "known"))
                .memories()
                .get(0)
                .id();
        return new Written(new ItemRef(ItemType.MEMORY, id), write.scope(), "");
    }

    private static List<ItemRef> chosen(List<Written> model, Predicate<Written> which) {
        return model.stream().filter(which).map(Written::ref).toList();
    }

    private static void sees(Ledger ledger, Scope reader, List<Written> model) {
        List<ItemRef> all = chosen(model, w -> true);
        List<ItemRef> turns = chosen(model, w -> w.turn() && reader.covers(w.scope()));
        List<ItemRef> known = chosen(model, w -> !w.turn() && reader.covers(w.scope()));
        ListRequest everything = ListRequest.builder(reader).build();

        assertThat(ids(ledger.items().turns(everything).items())).isEqualTo(ids(turns));
        assertThat(ids(ledger.items().memories(everything, NOW).items())).isEqualTo(ids(known));
        assertThat(ledger.items().fetch(reader, all).keySet())
                .containsExactlyElementsOf(chosen(model, w -> reader.covers(w.scope())));
        assertThat(ledger.items().stats(reader))
                .isEqualTo(new MemoryStats(turns.size(), turns.size(), 0, known.size(), 0));
        for (String conversation : List.of("main", "*", "%")) {
            assertThat(ids(pending(ledger, reader, conversation, 100)))
                    .isEqualTo(ids(chosen(
                            model,
                            w -> w.turn()
                                    && w.scope().equals(reader)
                                    && w.conversation().equals(conversation))));
            assertThat(ids(ledger.items()
                            .turns(ListRequest.builder(reader)
                                    .conversation(conversation)
                                    .build())
                            .items()))
                    .isEqualTo(ids(chosen(
                            model,
                            w -> w.turn()
                                    && reader.covers(w.scope())
                                    && w.conversation().equals(conversation))));
        }
        for (ItemRef ref : all) {
            boolean visible = known.contains(ref);
            assertThat(ledger.items().memory(reader, ref.id()).isPresent()).isEqualTo(visible);
            assertThat(ledger.items().history(reader, ref.id()).isEmpty()).isEqualTo(!visible);
            if (!visible) {
                assertThat(ledger.items().retract(reader, ref.id(), newId(), NOW))
                        .isFalse();
                assertThat(ledger.items().update(reader, ref.id(), MemoryUpdate.text("no"), null, SPACE, newId(), NOW))
                        .isEqualTo(Optional.empty());
            }
        }
    }

    private static void forgets(Ledger ledger, Scope reader, List<Written> model) {
        for (Written other : model) {
            if (!reader.covers(other.scope())) {
                assertThat(Batches.counts(
                                ledger.items().forget(reader, other.ref().id())))
                        .containsExactly(0L, 0L, 0L, 0L);
            }
        }
        long turns = chosen(model, w -> w.turn() && reader.covers(w.scope())).size();
        long known = chosen(model, w -> !w.turn() && reader.covers(w.scope())).size();

        assertThat(Batches.counts(ledger.items().forget(reader))).containsExactly(turns, known, known, 0L);

        model.removeIf(w -> reader.covers(w.scope()));
        assertThat(ledger.projection().changes(0, 1000, SPACE).stream()
                        .filter(change -> change instanceof IndexChange.Put)
                        .map(IndexChange::ref)
                        .toList())
                .isEqualTo(chosen(model, w -> true));
        sees(ledger, reader, model);
    }

    private static List<String> ids(List<?> items) {
        return items.stream()
                .map(item -> item instanceof MemoryItem recalled ? recalled.id() : ((ItemRef) item).id())
                .toList();
    }
}
