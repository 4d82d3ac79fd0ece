// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTermsTest {

    @Test
    void of_more_words_than_a_mask_holds_the_rarest_count() {
        float[] rarities = new float[100];
        for (int word = 0; word < rarities.length; word++) {
            rarities[word] = word / 128f;
        }
        QueryTerms words = QueryTerms.of(rarities);
        assertThat(words.having(words.mask(35)).rarity()).isZero();
        assertThat(words.having(words.mask(36)).rarity()).isEqualTo(36 / 128.0);
        assertThat(words.having(words.mask(99) | words.mask(36)).rarity()).isEqualTo(135 / 128.0);
    }

    @Test
    void a_word_in_several_documents_counts_once() {
        QueryTerms words = QueryTerms.of(0.5f, 0.25f);
        TermMatches first = words.having(words.mask(0));
        assertThat(first.and(words.having(words.mask(0) | words.mask(1))).rarity())
                .isEqualTo(0.75);
        assertThat(TermMatches.UNKNOWN.and(first)).isEqualTo(first);
        assertThat(first.and(TermMatches.UNKNOWN)).isEqualTo(first);
    }
}
