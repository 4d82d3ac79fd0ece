// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatingEmbedderTest {

    private static final String SECRET = "my pin is 4711";

    @Test
    void valid_vectors_pass_unchanged() {
        float[] unit = {0.6f, 0.8f};
        assertThat(checked(unit).embed(List.of("a"))).containsExactly(unit);
    }

    @Test
    void an_empty_list_does_not_reach_the_delegate() {
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> {
            throw new AssertionError("called");
        }));
        assertThat(checked.embed(List.of())).isEmpty();
    }

    @Test
    void fewer_vectors_than_texts_are_rejected() {
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> List.of(new float[] {1, 0})));
        assertThatThrownBy(() -> checked.embed(List.of(SECRET, "b")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("1 vectors for 2 texts")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void more_vectors_than_texts_are_rejected() {
        ValidatingEmbedder checked =
                new ValidatingEmbedder(new Stub(texts -> List.of(new float[] {1, 0}, new float[] {0, 1})));
        assertThatThrownBy(() -> checked.embed(List.of("a"))).isInstanceOf(EmbedderException.class);
    }

    @Test
    void a_null_list_is_rejected() {
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> null));
        assertThatThrownBy(() -> checked.embed(List.of("a")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("no list");
    }

    @Test
    void a_missing_vector_is_rejected() {
        ValidatingEmbedder checked =
                new ValidatingEmbedder(new Stub(texts -> Collections.<float[]>singletonList(null)));
        assertThatThrownBy(() -> checked.embed(List.of("a")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("null for a vector");
        assertThatThrownBy(() -> checked.embedQuery("a")).isInstanceOf(EmbedderException.class);
    }

    @Test
    void another_dimension_is_rejected() {
        assertThatThrownBy(() -> checked(1, 0, 0).embed(List.of("a")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("3 dimensions instead of 2");
        assertThatThrownBy(() -> checked(1, 0, 0).embedQuery("a")).isInstanceOf(EmbedderException.class);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_value_that_is_not_finite_is_rejected(float value) {
        assertThatThrownBy(() -> checked(1, value).embed(List.of("a")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("NaN or infinite");
    }

    @Test
    void a_zero_vector_is_rejected() {
        assertThatThrownBy(() -> checked(0, -0f).embed(List.of("a")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("zeros");
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 0.99f, 1.01f, 1e30f})
    void a_vector_of_another_length_is_scaled_to_one(float length) {
        float[] given = {0.6f * length, 0.8f * length};
        float[] got = checked(given).embed(List.of("a")).get(0);
        assertThat(got[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(got[1]).isCloseTo(0.8f, within(1e-6f));
        assertThat(given[0]).as("the delegate's own array").isEqualTo(0.6f * length);
    }

    @Test
    void a_failure_of_the_delegate_names_it_and_does_not_quote_the_text() {
        RuntimeException cause = new IllegalStateException("cannot embed " + SECRET);
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> {
            throw cause;
        }));
        assertThatThrownBy(() -> checked.embed(List.of(SECRET)))
                .isInstanceOf(EmbedderException.class)
                .hasCause(cause)
                .hasMessageContaining(Stub.class.getName())
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> checked.embedQuery(SECRET))
                .isInstanceOf(EmbedderException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void an_embedder_exception_of_the_delegate_passes_unchanged() {
        EmbedderException own = new EmbedderException("quota used up; wait an hour");
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> {
            throw own;
        }));
        assertThatThrownBy(() -> checked.embed(List.of("a"))).isSameAs(own);
    }

    @Test
    void a_repeated_question_is_answered_from_the_cache() {
        AtomicInteger calls = new AtomicInteger();
        ValidatingEmbedder checked = counting(calls);
        float[] first = checked.embedQuery("where?");
        assertThat(checked.embedQuery("where?")).containsExactly(first);
        checked.embedQuery("when?");
        assertThat(calls).hasValue(2);
    }

    @Test
    void of_several_questions_each_unknown_one_is_embedded_once() {
        List<List<String>> requests = new ArrayList<>();
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> List.of(new float[] {1, 0})) {
            @Override
            public List<float[]> embedQueries(List<String> queries) {
                requests.add(queries);
                return super.embedQueries(queries);
            }
        });
        checked.embedQuery("where?");
        assertThat(checked.embedQueries(List.of("when?", "where?", "when?", "who?")))
                .hasSize(4);
        assertThat(checked.embedQueries(List.of("who?", "when?"))).hasSize(2);
        assertThat(requests).containsExactly(List.of("where?"), List.of("when?", "who?"));
    }

    @Test
    void fewer_vectors_than_questions_are_rejected() {
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> List.of()) {
            @Override
            public List<float[]> embedQueries(List<String> queries) {
                return List.of(new float[] {1, 0});
            }
        });
        assertThatThrownBy(() -> checked.embedQueries(List.of("a", "b")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("1 vectors for 2 texts");
    }

    @Test
    void changing_a_returned_vector_does_not_change_the_cache() {
        ValidatingEmbedder checked = counting(new AtomicInteger());
        checked.embedQuery("where?")[0] = 9;
        checked.embedQuery("where?")[0] = 9;
        assertThat(checked.embedQuery("where?")).containsExactly(1, 0);
    }

    @Test
    void a_failed_question_is_embedded_again() {
        AtomicInteger calls = new AtomicInteger();
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("down");
            }
            return List.of(new float[] {1, 0});
        }));
        assertThatThrownBy(() -> checked.embedQuery("where?")).isInstanceOf(EmbedderException.class);
        assertThat(checked.embedQuery("where?")).containsExactly(1, 0);
    }

    @Test
    void long_texts_are_embedded_once_too() {
        AtomicInteger calls = new AtomicInteger();
        ValidatingEmbedder checked = counting(calls);
        String log = "ERROR at line\n".repeat(10_000);
        checked.embedQuery(log);
        checked.embed(List.of(log));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_question_is_stored_with_the_same_vector_and_not_embedded_again() {
        List<List<String>> requests = new ArrayList<>();
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> {
            requests.add(texts);
            return texts.stream().map(text -> new float[] {1, 0}).toList();
        }));
        float[] asked = checked.embedQuery("where?");
        assertThat(checked.embed(List.of("here", "where?\n", "here")).get(1)).containsExactly(asked);
        checked.embed(List.of("here"));
        assertThat(requests).containsExactly(List.of("where?"), List.of("here"), List.of("here"));
    }

    @Test
    void an_asymmetric_embedder_embeds_a_question_and_a_text_separately() {
        ValidatingEmbedder checked = new ValidatingEmbedder(new Stub(texts -> List.of(new float[] {1, 0})) {
            @Override
            public float[] embedQuery(String query) {
                return new float[] {0, 1};
            }
        });
        assertThat(checked.symmetric()).isFalse();
        assertThat(checked.embedQuery("tea")).containsExactly(0, 1);
        assertThat(checked.embed(List.of("tea"))).containsExactly(new float[] {1, 0});
        assertThat(checked.embedQuery("tea")).containsExactly(0, 1);
    }

    @Test
    void vectors_of_another_embedder_are_not_returned() {
        ValidatingEmbedder one = checked(1, 0);
        ValidatingEmbedder other = checked(0, 1);
        assertThat(one.embedQuery("tea")).containsExactly(1, 0);
        assertThat(other.embed(List.of("tea"))).containsExactly(new float[] {0, 1});
    }

    @Test
    void an_embedder_whose_dimension_changes_later_is_held_to_the_first() {
        Stub stub = new Stub(texts -> List.of(new float[] {1, 0}));
        ValidatingEmbedder checked = new ValidatingEmbedder(stub);
        checked.embedQuery("where?");
        assertThat(checked.id()).isEqualTo("stub");
        stub.id = "another";
        stub.dimension = 3;
        stub.vectors = texts -> List.of(new float[] {1, 0, 0});
        assertThat(checked.id()).isEqualTo("stub");
        assertThat(checked.dimension()).isEqualTo(2);
        assertThatThrownBy(() -> checked.embed(List.of("here")))
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("3 dimensions instead of 2");
    }

    @Test
    void closing_closes_the_delegate_and_clears_the_cache() {
        Stub stub = new Stub(texts -> List.of(new float[] {1, 0}));
        ValidatingEmbedder checked = new ValidatingEmbedder(stub);
        checked.embedQuery("where?");
        checked.close();
        assertThat(stub.closed).isTrue();
        stub.vectors = texts -> {
            throw new EmbedderException("closed");
        };
        assertThatThrownBy(() -> checked.embedQuery("where?")).hasMessage("closed");
    }

    @Test
    void a_missing_id_and_an_impossible_dimension_are_rejected() {
        Stub stub = new Stub(texts -> List.of());
        stub.id = " ";
        stub.dimension = 0;
        ValidatingEmbedder checked = new ValidatingEmbedder(stub);
        assertThatThrownBy(checked::id).isInstanceOf(EmbedderException.class).hasMessageContaining("no id");
        assertThatThrownBy(checked::dimension)
                .isInstanceOf(EmbedderException.class)
                .hasMessageContaining("0 dimensions");
        stub.id = "stub";
        assertThat(checked.id()).isEqualTo("stub");
    }

    private static ValidatingEmbedder checked(float... vector) {
        return new ValidatingEmbedder(new Stub(texts -> List.of(vector)));
    }

    private static ValidatingEmbedder counting(AtomicInteger calls) {
        return new ValidatingEmbedder(new Stub(texts -> {
            calls.incrementAndGet();
            return List.of(new float[] {1, 0});
        }));
    }

    private static class Stub implements Embedder {
        private Function<List<String>, List<float[]>> vectors;
        private String id = "stub";
        private int dimension = 2;
        private boolean closed;

        Stub(Function<List<String>, List<float[]>> vectors) {
            this.vectors = vectors;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public int dimension() {
            return dimension;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return vectors.apply(texts);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
