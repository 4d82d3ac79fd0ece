// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.testing.WordEmbedder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimilarityCalibratorTest {

    @Test
    void the_standard_scale_is_what_is_measured_with_minilm() {
        try (MiniLmEmbedder miniLm = MiniLmEmbedder.load()) {
            SimilarityScale measured = SimilarityCalibrator.measure(miniLm);
            assertThat(measured.unrelated()).isEqualTo(SimilarityScale.STANDARD.unrelated(), within(1e-4));
            assertThat(measured.related()).isEqualTo(SimilarityScale.STANDARD.related(), within(1e-4));
        }
    }

    @Test
    void compressed_cosines_are_converted_to_the_original_ones() {
        for (CompressedEmbedder embedder : List.of(CompressedEmbedder.high(), CompressedEmbedder.low())) {
            try (embedder;
                    MiniLmEmbedder miniLm = MiniLmEmbedder.load()) {
                String question = "Where does Ana live now?";
                String answer = "Ana moved to a flat in Lisbon.";
                double cosine = CosineSimilarity.of(
                        miniLm.embedQuery(question),
                        miniLm.embed(List.of(answer)).get(0));
                double compressed = CosineSimilarity.of(
                        embedder.embedQuery(question),
                        embedder.embed(List.of(answer)).get(0));
                assertThat(compressed).isNotCloseTo(cosine, within(0.1));
                assertThat(SimilarityCalibrator.measure(embedder).similarity(compressed))
                        .as(embedder.id())
                        .isEqualTo(cosine, within(1e-3));
            }
        }
    }

    @Test
    void an_embedder_that_does_not_understand_the_references_keeps_its_cosines() {
        assertThat(SimilarityCalibrator.measure(new HashEmbedder())).isEqualTo(SimilarityScale.STANDARD);
    }

    @Test
    void an_embedder_with_one_vector_for_every_text_keeps_its_cosines() {
        assertThat(SimilarityCalibrator.measure(new HashEmbedder() {
                    @Override
                    float[] vector(String text) {
                        return new float[] {1, 0, 0, 0};
                    }
                }))
                .isEqualTo(SimilarityScale.STANDARD);
    }

    @Test
    void every_reference_pair_is_unique() {
        Set<String> texts = new HashSet<>();
        List<ReferencePair> pairs = ReferencePair.all();
        assertThat(pairs).hasSize(SimilarityCalibrator.TEXTS / 2).allSatisfy(pair -> {
            assertThat(texts.add(pair.question())).as(pair.question()).isTrue();
            assertThat(texts.add(pair.answer())).as(pair.answer()).isTrue();
        });
    }

    @Test
    void an_embedder_that_knows_its_scale_reports_it_through_validation() {
        assertThat(new ValidatingEmbedder(new WordEmbedder()).similarityScale()).contains(SimilarityScale.STANDARD);
    }

    /** A vector per text that is unrelated to its content. */
    private static class HashEmbedder implements Embedder {

        @Override
        public String id() {
            return "hash";
        }

        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            return texts.stream().map(this::vector).toList();
        }

        float[] vector(String text) {
            double angle = text.hashCode();
            return new float[] {(float) Math.sin(angle), (float) Math.cos(angle), 0, 0};
        }
    }
}
