package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniLmEmbedderTest {

    private static MiniLmEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = MiniLmEmbedder.load();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void gives_unit_vectors_of_384_dimensions_for_each_text_in_order() {
        List<String> texts = IntStream.range(0, 100)
                .mapToObj(i -> "word ".repeat(i % 40 + 1) + i)
                .toList();
        List<float[]> vectors = embedder.embed(texts);
        assertThat(vectors).hasSize(100).allSatisfy(vector -> {
            assertThat(vector).hasSize(384);
            assertThat(dot(vector, vector)).isEqualTo(1, within(1e-5));
        });
        for (int i = 0; i < texts.size(); i++) {
            assertThat(dot(vectors.get(i), embedder.embedQuery(texts.get(i))))
                    .as("the vector of a text does not depend on the batch it came in")
                    .isGreaterThan(0.99999);
        }
    }

    @Test
    void is_the_model_it_says_it_is() {
        // The first numbers of sentence-transformers/all-MiniLM-L6-v2 for this sentence, from its model card's example.
        float[] vector = embedder.embedQuery("This is an example sentence");
        assertThat(vector[0]).isEqualTo(0.0676569f, within(1e-4f));
        assertThat(vector[1]).isEqualTo(0.0634959f, within(1e-4f));
        assertThat(vector[2]).isEqualTo(0.0487131f, within(1e-4f));
    }

    @Test
    void a_paraphrase_is_nearer_than_another_matter() {
        float[] said = embedder.embedQuery("My sister moved to Lisbon");
        assertThat(dot(said, embedder.embedQuery("Where does my sibling live?")))
                .isGreaterThan(dot(said, embedder.embedQuery("The stock market fell")) + 0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "\u0001", "\u200b", "x", "\n", "里斯本", "\ud83d", "a\u0000b"})
    void any_text_has_a_vector(String text) {
        assertThat(dot(embedder.embedQuery(text), embedder.embedQuery(text))).isEqualTo(1, within(1e-5));
    }

    @Test
    void a_megabyte_is_embedded_by_its_beginning() {
        String beginning = "My sister moved to Lisbon. ".repeat(100);
        assertThat(dot(embedder.embedQuery(beginning + "\ud83d\ude00".repeat(500_000)), embedder.embedQuery(beginning)))
                .isGreaterThan(0.99999);
        assertThat(embedder.embedQuery("x".repeat(1 << 20))).hasSize(384);
        assertThat(embedder.embedQuery("a" + "\ud83d\ude00".repeat(500_000))).hasSize(384);
    }

    @Test
    void threads_share_it() throws Exception {
        List<String> texts =
                IntStream.range(0, 64).mapToObj(i -> "text number " + i).toList();
        List<float[]> alone = embedder.embed(texts);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<float[]>> calls = new ArrayList<>();
            texts.forEach(text -> calls.add(() -> embedder.embedQuery(text)));
            List<Future<float[]>> vectors = threads.invokeAll(calls);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(dot(vectors.get(i).get(), alone.get(i))).isGreaterThan(0.99999);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_closed_one_says_so_and_leaves_the_others_working() {
        MiniLmEmbedder second = MiniLmEmbedder.load();
        second.close();
        second.close();
        assertThatExceptionOfType(EmbedderException.class)
                .isThrownBy(() -> second.embedQuery("x"))
                .withMessageContaining("closed");
        assertThat(embedder.embedQuery("x")).hasSize(384);
    }

    @Test
    void the_tokenizers_library_is_told_to_report_nothing() {
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
