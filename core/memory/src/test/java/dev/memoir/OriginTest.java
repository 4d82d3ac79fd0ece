// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void there_is_one_order_of_trust() {
        assertThat(List.of(Origin.values()))
                .containsExactly(Origin.USER, Origin.SYSTEM, Origin.ASSISTANT, Origin.TOOL, Origin.DOCUMENT);
    }

    @Test
    void what_comes_from_several_is_believed_as_the_least_trusted() {
        assertThat(Origin.leastTrusted(List.of(Origin.SYSTEM, Origin.ASSISTANT, Origin.USER), Origin.USER))
                .isEqualTo(Origin.ASSISTANT);
        assertThat(Origin.leastTrusted(List.of(Origin.SYSTEM, Origin.DOCUMENT, Origin.TOOL), Origin.USER))
                .isEqualTo(Origin.DOCUMENT);
        assertThat(Origin.leastTrusted(List.of(), Origin.DOCUMENT)).isEqualTo(Origin.DOCUMENT);
    }
}
