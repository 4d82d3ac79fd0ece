package dev.memoir.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.memoir.EmbedderException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CheckedEmbedderTest {

    @Test
    void passes_on_what_keeps_the_contract() {
        assertThat(checked(texts -> List.of(new float[] {1, 0}, new float[] {0, 1}))
                        .embed(List.of("a", "b")))
                .containsExactly(new float[] {1, 0}, new float[] {0, 1});
    }

    @Test
    void refuses_fewer_or_more_vectors_than_texts_so_that_none_vanishes() {
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> checked(texts -> List.of(new float[] {1, 0})).embed(List.of("a", "b")))
                .withMessageContaining("1 vectors for 2 texts");
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> checked(texts -> List.of(new float[] {1, 0}, new float[] {1, 0}))
                        .embed(List.of("a")));
    }

    @Test
    void refuses_another_dimension_and_says_both() {
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() ->
                        checked(texts -> List.of(new float[] {1, 0, 0})).embed(List.of("a")))
                .withMessageContaining("3 dimensions")
                .withMessageContaining("says it has 2");
    }

    @Test
    void refuses_vectors_without_a_direction() {
        for (float[] vector :
                List.of(new float[] {0, 0}, new float[] {Float.NaN, 1}, new float[] {Float.POSITIVE_INFINITY, 1})) {
            assertThatExceptionOfType(EmbedderException.class)
                    .isThrownBy(() -> checked(texts -> List.of(vector)).embed(List.of("a")));
            assertThatExceptionOfType(EmbedderException.class)
                    .isThrownBy(() -> checked(texts -> List.of(vector)).embedQuery("a"));
        }
    }

    @Test
    void scales_a_vector_of_another_length() {
        assertThat(checked(texts -> List.of(new float[] {3, 4}))
                        .embed(List.of("a"))
                        .get(0))
                .containsExactly(0.6f, 0.8f);
    }

    @Test
    void turns_whatever_the_embedder_throws_into_its_own_exception_without_the_text() {
        IllegalStateException cause = new IllegalStateException("no route to host");
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> checked(texts -> {
                            throw cause;
                        })
                        .embed(List.of("a secret")))
                .withCause(cause)
                .withMessageNotContaining("secret");
    }

    @Test
    void does_not_ask_for_nothing() {
        assertThat(checked(texts -> {
                            throw new IllegalStateException("asked");
                        })
                        .embed(List.of()))
                .isEmpty();
    }

    private static Embedder checked(Function<List<String>, List<float[]>> embed) {
        return new CheckedEmbedder(new Embedder() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                return embed.apply(texts);
            }
        });
    }
}
