// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import static dev.memoir.testing.contract.IndexDocuments.NOW;
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

import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of every index that {@linkplain MemoryIndex#matchesWords() matches words}. */
public abstract class WordIndexContract extends MemoryIndexContract {

    @Test
    void words_are_matched() {
        assertThat(index.matchesWords()).isTrue();
        apply(index, turn("a", "Ana moved to Lisbon", at(0)), turn("b", "I bought shoes", at(90)));
        assertThat(ids(index.search(query("Lisbon", null, 10)))).containsExactly("a");
    }

    @Test
    void changed_or_removed_words_are_no_longer_found() {
        apply(index, turn("a", "Berlin", at(0)), memory("a", MemoryKind.FACT, "Porto", null));
        apply(index, turn("a", "Lisbon", at(0)), removal(ItemType.MEMORY, "a", false));
        assertThat(index.search(query("Berlin", null, 10))).isEmpty();
        assertThat(index.search(query("Porto", null, 10))).isEmpty();
        assertThat(index.search(query("Lisbon", null, 10))).hasSize(1);
    }

    @Test
    void expired_documents_take_no_place_among_word_matches() {
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            changes.add(memory("old" + i, MemoryKind.FACT, "tea tea tea", NOW));
        }
        changes.add(memory("standing", MemoryKind.FACT, "a cup of tea in a long sentence", NOW.plusMillis(1)));
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(ids(index.search(query("tea", null, 5)))).containsExactly("standing");
    }

    @Test
    void how_words_match_does_not_depend_on_the_vector() {
        for (int i = 0; i < 20; i++) {
            apply(index, turn("t" + i, i % 2 == 0 ? "tea and cake" : "coffee and cake", at(i * 4)));
        }
        assertThat(candidate("t4", query("tea cake", null, 20)).keyword())
                .isEqualTo(candidate("t4", query("tea cake", at(16), 1)).keyword());
    }

    @Test
    void an_exact_name_outside_the_vectors_pool_is_a_candidate_with_both_scores() {
        List<IndexChange> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(turn("near" + i, "about shipments", at(i / 10.0)));
        }
        changes.add(turn("named", "QX7731", at(60)));
        apply(index, changes.toArray(IndexChange[]::new));
        assertThat(index.search(query("QX7731", at(0), 10)))
                .filteredOn(found -> found.ref().id().equals("named"))
                .singleElement()
                .satisfies(found -> assertThat(found.dense()).isEqualTo(0.5, within(1e-6)))
                .satisfies(found -> assertThat(found.keyword()).isBetween(0.01, 1.0));
    }

    @Test
    void a_document_without_a_vector_is_found_by_its_words() {
        apply(index, turn("a", "Lisbon", null));
        assertThat(index.search(query("Lisbon", at(0), 10)))
                .singleElement()
                .satisfies(found -> assertThat(found.dense()).isZero());
    }

    @Test
    void a_query_without_significant_words_finds_nothing_by_words() {
        apply(index, turn("a", "the and of", at(0)));
        assertThat(index.search(query("the of", null, 10))).isEmpty();
        assertThat(index.search(query("?!", null, 10))).isEmpty();
        assertThat(index.search(query("the of", at(0), 10))).hasSize(1);
    }

    @Test
    void names_and_times_find_candidates_that_neither_words_nor_vector_find() {
        ItemLinks named = new ItemLinks(null, null, Set.of("ana silva"), List.of());
        apply(
                index,
                related("named", named, NOW.minusSeconds(1_000)),
                related("then", ItemLinks.NONE, NOW.minusSeconds(50)),
                related("neither", ItemLinks.NONE, NOW));
        IndexQuery query = query("nothing alike", null, 10);
        assertThat(index.search(query)).isEmpty();
        assertThat(ids(index.search(query.with(new QueryHints(Set.of("ana silva"), List.of())))))
                .containsExactly("named");
        TimeWindow window = new TimeWindow(NOW.minusSeconds(50), NOW);
        assertThat(ids(index.search(query.with(new QueryHints(Set.of(), List.of(window))))))
                .containsExactly("then");
        assertThat(ids(index.search(
                        query.with(new QueryHints(Set.of(), List.of(new TimeWindow(Instant.MIN, Instant.MAX)))))))
                .containsExactly("named", "neither", "then");
    }
}
