// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.UuidV7Generator;
import dev.memoir.embed.CompressedEmbedder;
import dev.memoir.embed.SimilarityCalibrator;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.jdbc.JdbcLedger;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderScaleTest {

    private static final int REFERENCE = SimilarityCalibrator.REFERENCE;

    @TempDir
    private Path directory;

    private final CompressedEmbedder embedder = CompressedEmbedder.high();
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(InstantSource.system()));
    }

    @AfterEach
    void close() {
        ledger.close();
        embedder.close();
    }

    @Test
    void a_measured_scale_is_kept_in_the_ledger_and_needs_no_embedder_again() {
        EmbedderScale first = new EmbedderScale(ledger, embedder);
        assertThat(first.current()).isEqualTo(SimilarityScale.STANDARD);
        first.settle();
        assertThat(first.current().unrelated()).isEqualTo(0.732, within(0.01));
        embedder.failing(true);
        EmbedderScale later = new EmbedderScale(ledger, embedder);
        later.settle();
        assertThat(later.current()).isEqualTo(first.current());
    }

    @Test
    void of_two_processes_the_first_decides_for_both() {
        SimilarityScale one = new SimilarityScale(0.5, 0.7);
        assertThat(ledger.projection().keepSimilarityScale("model", REFERENCE, one))
                .isEqualTo(one);
        assertThat(ledger.projection().keepSimilarityScale("model", REFERENCE, new SimilarityScale(0.4, 0.6)))
                .isEqualTo(one);
        assertThat(ledger.projection().similarityScale("model", REFERENCE)).contains(one);
        assertThat(ledger.projection().similarityScale("other model", REFERENCE))
                .isEmpty();
        assertThat(ledger.projection().similarityScale("model", REFERENCE + 1)).isEmpty();
    }

    @Test
    void an_embedder_that_is_down_at_first_is_measured_once_it_works() {
        EmbedderScale scale = new EmbedderScale(ledger, embedder);
        embedder.failing(true);
        scale.settle();
        embedder.failing(false);
        scale.settle();
        assertThat(scale.current()).as("nothing has worked yet").isEqualTo(SimilarityScale.STANDARD);
        scale.embedderWorks();
        scale.settle();
        assertThat(scale.current()).isNotEqualTo(SimilarityScale.STANDARD);
    }

    @Test
    void a_measurement_that_always_fails_is_given_up() {
        EmbedderScale scale = new EmbedderScale(ledger, embedder);
        embedder.failing(true);
        for (int i = 0; i < 5; i++) {
            scale.embedderWorks();
            scale.settle();
        }
        embedder.failing(false);
        scale.embedderWorks();
        scale.settle();
        assertThat(scale.current()).isEqualTo(SimilarityScale.STANDARD);
    }

    @Test
    void an_embedder_that_states_its_scale_is_not_measured() {
        WordEmbedder words = new WordEmbedder();
        new EmbedderScale(ledger, words).settle();
        assertThat(words.embedded()).isZero();
    }

    @Test
    void a_memory_whose_embedder_is_down_opens_and_measures_it_later() {
        ledger.close();
        embedder.failing(true);
        try (LongTermMemory memory =
                LongTermMemory.builder().directory(directory).embedder(embedder).open()) {
            embedder.failing(false);
            memory.search(
                    SearchRequest.builder(Scope.user("ana"), "Where do I live?").build());
            await().until(() -> kept(memory));
        }
    }

    private boolean kept(LongTermMemory memory) {
        try (Ledger other =
                JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(InstantSource.system()))) {
            return memory.status().embedderId().equals(embedder.id())
                    && other.projection()
                            .similarityScale(embedder.id(), REFERENCE)
                            .isPresent();
        }
    }
}
