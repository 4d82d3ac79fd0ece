// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ContextStatus;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryTerms;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TurnPosition;
import dev.memoir.prompt.ContextPacker;
import dev.memoir.prompt.ContextPacker.Limits;
import dev.memoir.prompt.ContextPacker.Packed;
import dev.memoir.prompt.RecalledBlock;
import dev.memoir.prompt.SourceOverlap;
import dev.memoir.prompt.TurnExcerpts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The content of a context with items that state each other. */
class ContextGainTest {

    private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
    private static final Scope SCOPE = Scope.user("zoe");
    private static final QueryTerms QUESTION = QueryTerms.of(1, 0.5f);
    private static final TermMatches FIRST = QUESTION.having(QUESTION.mask(0));
    private static final TermMatches BOTH = FIRST.and(QUESTION.having(QUESTION.mask(1)));

    private final List<ScoredCandidate> ranked = new ArrayList<>();
    private final List<MemoryItem> items = new ArrayList<>();

    @Test
    void a_turn_behind_its_fact_is_left_out_and_covered_by_it() {
        fact("f", "Ana lives in Lisbon.", 0.6, FIRST, 1);
        turn("t", "My sister has moved, you know.", 0.55, FIRST, 1);
        turn("other", "The harbour is near.", 0.5, FIRST, 2);
        Packed packed = pack(500);
        assertThat(texts(packed)).containsExactlyInAnyOrder("Ana lives in Lisbon.", "The harbour is near.");
        assertThat(packed.coveredBy())
                .containsEntry("f", List.of("f"))
                .containsEntry("t", List.of("f"))
                .containsEntry("other", List.of("other"));
    }

    @Test
    void a_fact_behind_its_turn_is_left_out_and_covered_by_it() {
        turn("t", "My sister Ana has moved to Lisbon.", 0.6, FIRST, 1);
        fact("f", "Ana lives in Lisbon.", 0.55, FIRST, 1);
        turn("other", "The harbour is near.", 0.5, FIRST, 2);
        Packed packed = pack(500);
        assertThat(texts(packed))
                .containsExactlyInAnyOrder("My sister Ana has moved to Lisbon.", "The harbour is near.");
        assertThat(packed.coveredBy()).containsEntry("f", List.of("t"));
    }

    @Test
    void a_turn_that_says_more_that_is_asked_for_stands_beside_its_fact() {
        fact("f", "Ana lives in Lisbon.", 0.6, FIRST, 1);
        turn("t", "My sister has moved, near the harbour.", 0.55, BOTH, 1);
        turn("other", "It rains.", 0.5, FIRST, 2);
        assertThat(pack(500).coveredBy()).containsEntry("t", List.of("t"));
    }

    @Test
    void what_is_new_comes_before_what_is_covered_and_that_before_what_hardly_fits() {
        fact("f", "Ana lives in Lisbon.", 0.6, FIRST, 1);
        turn("t", "My sister has moved, you know.", 0.58, FIRST, 1);
        turn("new", "We met at the harbour.", 0.5, FIRST, 2);
        turn("last", "Good morning to you all.", 0.2, FIRST, 3);
        assertThat(texts(pack(500))).hasSize(4);
        assertThat(texts(pack(tokens("f", "new")))).containsExactly("Ana lives in Lisbon.", "We met at the harbour.");
        assertThat(texts(pack(tokens("f", "new", "t")))).contains("My sister has moved, you know.");
    }

    @Test
    void a_turn_not_yet_represented_comes_before_the_second_fact_of_another_that_matches_alike() {
        fact("f", "Ana lives in Lisbon.", 0.6, FIRST, 1);
        fact("g", "Ana has a dog.", 0.505, BOTH, 1);
        fact("h", "Ben has a cat.", 0.5, FIRST, 2);
        assertThat(texts(pack(tokens("f", "h")))).containsExactlyInAnyOrder("Ana lives in Lisbon.", "Ben has a cat.");
    }

    @Test
    void a_short_item_comes_before_a_long_one_that_matches_alike_but_the_best_comes_first_whatever_its_length() {
        turn("best", "The harbour is near. ".repeat(20), 0.6, FIRST, 1);
        turn("long", "We met at the bridge. ".repeat(40), 0.5, FIRST, 2);
        fact("short", "Ana lives in Lisbon.", 0.49, FIRST, 3);
        assertThat(pack(tokens("best", "short")).coveredBy()).containsOnlyKeys("best", "short");
    }

    @Test
    void the_order_of_a_reranker_is_kept_whatever_the_scores() {
        turn("low", "The harbour is near.", 0.1, FIRST, 2);
        turn("high", "My sister has moved, you know.", 0.6, FIRST, 1);
        assertThat(texts(pack(tokens("low")))).containsExactly("The harbour is near.");
    }

    @Test
    void the_same_words_on_another_day_are_covered_by_the_line_that_names_both() {
        turn("one", "I swim every morning.", 0.6, FIRST, 1);
        turn("two", "I swim every morning.", 0.5, FIRST, 2);
        Packed packed = pack(500);
        assertThat(texts(packed)).hasSize(1);
        assertThat(packed.coveredBy()).containsEntry("two", List.of("one"));
    }

    @Test
    void an_item_without_a_line_has_the_reason() {
        turn("best", "The harbour is near.", 0.6, FIRST, 1);
        turn("crowded", "We met at the bridge.", 0.5, FIRST, 2);
        fact("long", "Ana lives in Lisbon, near the river. ".repeat(200), 0.4, FIRST, 3);
        fact("cut", "Ben has a cat.", 0.3, FIRST, 4);
        Packed packed = pack(new Limits(3, 500, 1));
        assertThat(packed.coveredBy()).containsOnlyKeys("best");
        assertThat(packed.leftOut())
                .containsOnly(
                        Map.entry("crowded", ContextStatus.CONVERSATION_FULL),
                        Map.entry("long", ContextStatus.OVER_BUDGET),
                        Map.entry("cut", ContextStatus.NOT_RELEVANT));
    }

    @Test
    void an_item_cut_by_relevance_is_in_the_context_if_a_line_states_it() {
        fact("f", "Ana lives in Lisbon.", 0.6, FIRST, 1);
        turn("other", "The harbour is near.", 0.5, FIRST, 2);
        turn("source", "My sister has moved, you know.", 0.4, FIRST, 1);
        turn("same", "the harbour is near", 0.3, FIRST, 2);
        Packed packed = pack(new Limits(2, 500, 20));
        assertThat(packed.coveredBy()).containsEntry("source", List.of("f")).containsEntry("same", List.of("other"));
        assertThat(packed.leftOut()).isEmpty();
    }

    @Test
    void a_turn_that_is_cut_to_fit_does_not_cover_its_fact() {
        turn("t", "We met at the bridge. ".repeat(40) + "Ana lives in Lisbon.", 0.6, FIRST, 1);
        fact("f", "Ana lives in Lisbon.", 0.5, FIRST, 1);
        Packed packed = pack(100);
        assertThat(packed.text()).doesNotContain("Lisbon");
        assertThat(packed.leftOut()).containsEntry("f", ContextStatus.OVER_BUDGET);
    }

    private Packed pack(Limits limits) {
        return ContextPacker.pack(items, limits, ZoneOffset.UTC, new SourceOverlap(ranked), TurnExcerpts.NONE);
    }

    private Packed pack(int budget) {
        return ContextPacker.pack(items, budget, 20, ZoneOffset.UTC, new SourceOverlap(ranked));
    }

    /** The tokens of a block of some of the items. */
    private int tokens(String... ids) {
        List<MemoryItem> some =
                items.stream().filter(item -> Set.of(ids).contains(item.id())).toList();
        return ContextPacker.pack(some, 500).tokens();
    }

    private static List<String> texts(Packed packed) {
        return RecalledBlock.read(packed.text()).stream()
                .map(RecalledBlock.Line::text)
                .toList();
    }

    private void turn(String id, String text, double score, TermMatches words, long sequence) {
        Instant said = AT.plusSeconds(86_400 * sequence);
        Turn turn = Turn.builder(Role.USER, text).saidAt(said).build();
        items.add(new StoredTurn(id, SCOPE, "c", sequence, turn, said, said, null));
        add(new ItemRef(ItemType.TURN, id), score, words, new TurnPosition("c", sequence), Origin.USER, List.of());
    }

    private void fact(String id, String text, double score, TermMatches words, long... sources) {
        items.add(Memory.builder(id, SCOPE, text, AT).build());
        List<TurnPosition> turns = Arrays.stream(sources)
                .mapToObj(sequence -> new TurnPosition("c", sequence))
                .toList();
        add(new ItemRef(ItemType.MEMORY, id), score, words, null, null, turns);
    }

    private void add(
            ItemRef ref,
            double score,
            TermMatches words,
            @Nullable TurnPosition position,
            @Nullable Origin origin,
            List<TurnPosition> sources) {
        ItemLinks relations = new ItemLinks(null, origin, Set.of(), sources);
        ranked.add(new ScoredCandidate(
                new Candidate(ref, 0.5, 0, words, position, AT, TextFeatures.UNKNOWN, relations), score, List.of()));
    }
}
