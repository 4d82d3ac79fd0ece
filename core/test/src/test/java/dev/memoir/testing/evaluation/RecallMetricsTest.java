// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks metrics against examples that are computed by hand. */
class RecallMetricsTest {

    @Test
    void recall_is_the_share_of_the_evidence_among_the_first_k() {
        EvidenceRanks ranks = EvidenceRanks.of(List.of("b", "d", "z"), List.of("a", "b", "c", "d"));

        assertThat(ranks.ranks()).containsExactly(2, 4, 0);
        assertThat(ranks.recallAt(1)).isZero();
        assertThat(ranks.recallAt(2)).isEqualTo(1.0 / 3);
        assertThat(ranks.recallAt(4)).isEqualTo(2.0 / 3);
        assertThat(ranks.recallAt(50)).isEqualTo(2.0 / 3);
        assertThat(ranks.anyAt(1)).isFalse();
        assertThat(ranks.anyAt(2)).isTrue();
        assertThat(ranks.allAt(50)).isFalse();
        assertThat(ranks.best()).hasValue(2);
        assertThat(EvidenceRanks.of(List.of("z"), List.of()).best()).isEmpty();
    }

    @Test
    void a_question_without_evidence_has_no_ranks() {
        assertThatThrownBy(() -> EvidenceRanks.of(Set.of(), List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no evidence");
    }

    @Test
    void a_table_gives_each_question_the_same_weight_whatever_its_evidence() {
        RecallTable table = new RecallTable();
        table.add("x", new EvidenceRanks(List.of(1, 2, 3, 20)));
        table.add("x", new EvidenceRanks(List.of(0)));
        table.add("y", new EvidenceRanks(List.of(7)));

        assertThat(table.categories()).containsExactly("overall", "x", "y");
        assertThat(table.questions()).isEqualTo(3);
        assertThat(table.recall("x", 10)).isEqualTo(0.375);
        assertThat(table.recall(RecallTable.OVERALL, 10)).isCloseTo(1.75 / 3, within(1e-12));
        assertThat(table.recall(RecallTable.OVERALL, 5)).isEqualTo(0.25);
        assertThat(table.any(RecallTable.OVERALL, 10)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(table.all("x", 10)).isZero();
        assertThat(table.all("x", 25)).isEqualTo(0.5);
    }

    @Test
    void a_category_that_is_called_overall_is_not_counted_twice() {
        RecallTable table = new RecallTable();
        table.add("overall", new EvidenceRanks(List.of(1)));

        assertThat(table.questions()).isEqualTo(1);
    }

    @Test
    void the_auc_is_the_share_of_pairs_in_the_right_order() {
        assertThat(RelevanceFigures.auc(List.of(0.9, 0.4), List.of(0.5, 0.1))).isEqualTo(0.75);
        assertThat(RelevanceFigures.auc(List.of(0.5), List.of(0.5))).isEqualTo(0.5);
        assertThat(RelevanceFigures.auc(List.of(0.1), List.of(0.5, 0.6))).isZero();
        assertThat(RelevanceFigures.auc(List.of(), List.of(0.5))).isNull();
        assertThat(RelevanceFigures.auc(List.of(0.5), List.of())).isNull();
    }

    @Test
    void the_interval_of_equal_values_is_their_value() {
        assertThat(BootstrapInterval.of(0.25, 0.25, 0.25)).isEqualTo(new BootstrapInterval(0.25, 0.25, 0.25));
        assertThat(BootstrapInterval.of(1)).isEqualTo(new BootstrapInterval(1, 1, 1));
        assertThatThrownBy(BootstrapInterval::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_interval_of_many_coin_flips_is_that_of_the_binomial_distribution() {
        double[] flips = new double[400];
        for (int i = 0; i < 200; i++) {
            flips[i] = 1;
        }
        BootstrapInterval interval = BootstrapInterval.of(flips);

        // 0.5 ± 1.96 · sqrt(0.5 · 0.5 / 400)
        assertThat(interval.mean()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.451, within(0.003));
        assertThat(interval.high()).isCloseTo(0.549, within(0.003));
        assertThat(BootstrapInterval.of(flips)).as("always the same").isEqualTo(interval);
    }

    @Test
    void an_interval_excludes_zero_only_if_it_lies_on_one_side() {
        assertThat(new BootstrapInterval(0.1, 0.01, 0.2).excludesZero()).isTrue();
        assertThat(new BootstrapInterval(-0.1, -0.2, -0.01).excludesZero()).isTrue();
        assertThat(new BootstrapInterval(0.1, 0, 0.2).excludesZero()).isFalse();
        assertThat(new BootstrapInterval(0, -0.1, 0.1).excludesZero()).isFalse();
    }
}
