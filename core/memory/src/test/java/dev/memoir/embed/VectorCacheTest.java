// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorCacheTest {

    /** Entries of one letter and two numbers: 10 bytes each. */
    private final VectorCache vectors = new VectorCache(30);

    @Test
    void the_most_recently_used_vectors_are_kept() {
        vectors.put("a", new float[] {1, 0});
        vectors.put("b", new float[] {2, 0});
        vectors.put("c", new float[] {3, 0});
        assertThat(vectors.get("a")).containsExactly(1, 0);
        vectors.put("d", new float[] {4, 0});
        assertThat(vectors.get("b")).isNull();
        assertThat(vectors.get("a")).containsExactly(1, 0);
        assertThat(vectors.get("c")).containsExactly(3, 0);
        assertThat(vectors.get("d")).containsExactly(4, 0);
    }

    @Test
    void long_texts_and_vectors_count_by_their_size() {
        vectors.put("a", new float[] {1, 0});
        vectors.put("b", new float[] {2, 0});
        vectors.put("seven..", new float[] {3, 0, 0, 0});
        assertThat(vectors.get("a")).isNull();
        assertThat(vectors.get("b")).isNull();
        assertThat(vectors.get("seven..")).isNotNull();
    }

    @Test
    void a_text_larger_than_the_cache_is_not_cached_and_evicts_nothing() {
        vectors.put("a", new float[] {1, 0});
        vectors.put("x".repeat(100), new float[] {2, 0});
        assertThat(vectors.get("x".repeat(100))).isNull();
        assertThat(vectors.get("a")).isNotNull();
    }

    @Test
    void a_text_that_is_put_again_counts_once() {
        for (int i = 0; i < 10; i++) {
            vectors.put("a", new float[] {i, 0});
        }
        vectors.put("b", new float[] {1, 0});
        vectors.put("c", new float[] {1, 0});
        assertThat(vectors.get("a")).containsExactly(9, 0);
        vectors.clear();
        vectors.put("d", new float[] {1, 0});
        assertThat(vectors.get("a")).isNull();
        assertThat(vectors.get("d")).isNotNull();
    }

    @Test
    void vectors_are_copied_in_and_out() {
        float[] given = {1, 0};
        vectors.put("a", given);
        given[0] = 9;
        float[] taken = vectors.get("a");
        assertThat(taken).containsExactly(1, 0);
        taken[0] = 9;
        assertThat(vectors.get("a")).containsExactly(1, 0);
    }
}
