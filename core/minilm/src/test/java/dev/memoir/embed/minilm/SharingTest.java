// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.EmbedderException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SharingTest {

    @Test
    void embedders_share_one_model_until_the_last_is_closed() {
        MiniLmEmbedder first = MiniLmEmbedder.load();
        MiniLmEmbedder second = MiniLmEmbedder.load();
        assertThat(SharedModel.users()).isEqualTo(2);
        first.close();
        first.close();
        assertThat(SharedModel.users()).isEqualTo(1);
        MiniLmEmbedderTest.assertUnit(second.embedQuery("still here"));
        second.close();
        assertThat(SharedModel.users()).isZero();
        try (MiniLmEmbedder again = MiniLmEmbedder.load()) {
            MiniLmEmbedderTest.assertUnit(again.embedQuery("loaded again"));
        }
    }

    @Test
    void threads_that_load_at_once_get_one_model() throws Exception {
        List<MiniLmEmbedder> embedders = atOnce(8, MiniLmEmbedder::load);
        assertThat(SharedModel.users()).isEqualTo(8);
        embedders.forEach(MiniLmEmbedder::close);
        assertThat(SharedModel.users()).isZero();
    }

    @Test
    void a_thread_with_an_empty_class_loader_can_load() throws Exception {
        FutureTask<float[]> task = new FutureTask<>(() -> {
            try (MiniLmEmbedder embedder = MiniLmEmbedder.load()) {
                return embedder.embedQuery("from afar");
            }
        });
        Thread thread = new Thread(task);
        thread.setContextClassLoader(null);
        thread.start();
        MiniLmEmbedderTest.assertUnit(task.get());
    }

    @Test
    void threads_that_embed_at_once_get_their_own_vectors() throws Exception {
        try (MiniLmEmbedder embedder = MiniLmEmbedder.load()) {
            List<String> texts = MiniLmEmbedderTest.mixedTexts(60);
            List<float[]> expected = embedder.embed(texts);
            List<List<float[]>> all = atOnce(6, () -> {
                List<float[]> vectors = new ArrayList<>(embedder.embed(texts.subList(0, 40)));
                for (String text : texts.subList(40, 60)) {
                    vectors.add(embedder.embedQuery(text));
                }
                return vectors;
            });
            for (List<float[]> vectors : all) {
                for (int i = 0; i < texts.size(); i++) {
                    assertThat(MiniLmEmbedderTest.cosine(vectors.get(i), expected.get(i)))
                            .isGreaterThan(0.99999);
                }
            }
        }
    }

    @Test
    void closing_stops_a_long_call_and_waits_for_its_last_batch() throws Exception {
        MiniLmEmbedder embedder = MiniLmEmbedder.load();
        CountDownLatch started = new CountDownLatch(1);
        List<String> endless = Collections.nCopies(20_000, "word ".repeat(100));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<float[]>> call = thread.submit(() -> {
                started.countDown();
                return embedder.embed(endless);
            });
            started.await();
            embedder.close();
            assertThat(SharedModel.users()).isZero();
            assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(EmbedderException.class)
                    .hasMessageContaining("closed");
        } finally {
            thread.shutdownNow();
        }
    }

    private static <T> List<T> atOnce(int threads, Callable<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
