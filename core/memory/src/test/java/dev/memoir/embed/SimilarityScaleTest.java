// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SimilarityScaleTest {

    @Property
    void the_standard_scale_changes_no_cosine_but_negative_ones(@ForAll @DoubleRange(min = -1, max = 1) double cosine) {
        assertThat(SimilarityScale.STANDARD.similarity(cosine)).isEqualTo(Math.max(0, cosine));
    }

    @Property
    void no_scale_reverses_two_cosines(
            @ForAll @DoubleRange(min = -1, max = 0.98) double unrelated,
            @ForAll @DoubleRange(min = 0.01, max = 1) double difference,
            @ForAll @DoubleRange(min = -1, max = 1) double one,
            @ForAll @DoubleRange(min = -1, max = 1) double other) {
        SimilarityScale scale = new SimilarityScale(unrelated, Math.min(1, unrelated + difference));
        assertThat(scale.similarity(Math.max(one, other)))
                .isGreaterThanOrEqualTo(scale.similarity(Math.min(one, other)))
                .isBetween(0.0, 1.0);
    }

    @Property
    void the_two_means_of_any_scale_are_those_of_the_standard_scale(
            @ForAll @DoubleRange(min = -1, max = 0.9) double unrelated,
            @ForAll @DoubleRange(min = 0.05, max = 0.1) double difference) {
        SimilarityScale scale = new SimilarityScale(unrelated, unrelated + difference);
        assertThat(scale.similarity(unrelated)).isEqualTo(SimilarityScale.STANDARD.unrelated(), within(1e-9));
        assertThat(scale.similarity(unrelated + difference))
                .isEqualTo(SimilarityScale.STANDARD.related(), within(1e-9));
    }

    @Test
    void near_duplicates_on_a_narrow_scale_are_still_distinguished() {
        SimilarityScale narrow = new SimilarityScale(0.73, 0.81);
        assertThat(narrow.similarity(1)).isEqualTo(1, within(1e-9));
        assertThat(narrow.similarity(0.99)).isLessThan(1).isGreaterThan(narrow.similarity(0.98));
    }

    @Test
    void a_scale_without_a_difference_is_refused() {
        assertThatThrownBy(() -> new SimilarityScale(0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> new SimilarityScale(Double.NaN, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
