// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactSearchTest {

    /** An embedder whose cosines lie between 0.7 and 0.9. */
    private static final SimilarityScale HIGH = new SimilarityScale(0.72, 0.86);

    @Test
    void meaning_counts_alike_for_embedders_of_any_scale() {
        double related = (SimilarityScale.STANDARD.related() - SimilarityScale.STANDARD.unrelated()) * 0.7;
        List<Candidate> standard = List.of(
                candidate("words", SimilarityScale.STANDARD.unrelated(), 0.3),
                candidate("meaning", SimilarityScale.STANDARD.unrelated() + related, 0));
        List<Candidate> compressed = List.of(candidate("words", 0.72, 0.3), candidate("meaning", 0.72 + 0.14 * 0.7, 0));
        assertThat(ids(FactSearch.bestFirst(standard, SimilarityScale.STANDARD)))
                .containsExactly("meaning", "words");
        assertThat(ids(FactSearch.bestFirst(compressed, HIGH))).containsExactly("meaning", "words");
    }

    private static List<String> ids(List<ItemRef> refs) {
        return refs.stream().map(ItemRef::id).toList();
    }

    private static Candidate candidate(String id, double cosine, double keyword) {
        return new Candidate(
                new ItemRef(ItemType.MEMORY, id),
                cosine,
                keyword,
                TermMatches.UNKNOWN,
                null,
                Instant.EPOCH,
                TextFeatures.of("text"),
                ItemLinks.NONE);
    }
}
