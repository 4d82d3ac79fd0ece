// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The model in memory: at most one per JVM, loaded by the first embedder and freed with the last, because its weights
 * take 90 MB.
 */
final class SharedModel {

    private static @Nullable SharedModel loaded;

    private final WordPieceTokenizer wordPieces;
    private final MiniLmSession session;
    private final BoundedExecutor executor =
            new BoundedExecutor(Runtime.getRuntime().availableProcessors());
    private int users;

    private SharedModel(WordPieceTokenizer wordPieces, MiniLmSession session) {
        this.wordPieces = wordPieces;
        this.session = session;
    }

    /** {@return the model, with one more user} Each user must {@link #release} it once. */
    static SharedModel acquire() {
        synchronized (SharedModel.class) {
            SharedModel model = loaded;
            if (model == null) {
                model = loadOnOwnThread();
                loaded = model;
            }
            model.users++;
            return model;
        }
    }

    /** Frees the model if this was its last user. No call of this user may still be running. */
    void release() {
        synchronized (SharedModel.class) {
            users--;
            if (users == 0) {
                loaded = null;
                executor.close();
                wordPieces.close();
                session.close();
            }
        }
    }

    static int users() {
        synchronized (SharedModel.class) {
            return loaded == null ? 0 : loaded.users;
        }
    }

    /**
     * On a thread of its own: an interrupt while a native library is unpacked would make it fail for the lifetime of
     * the process.
     */
    private static SharedModel loadOnOwnThread() {
        try {
            return CompletableFuture.supplyAsync(SharedModel::load, onOwnThread())
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : ModelLoadFailure.of(e);
        }
    }

    private static SharedModel load() {
        try {
            // Inflating the weights takes as long as starting both native libraries; in parallel they take half the
            // time.
            CompletableFuture<ByteBuffer> weights = CompletableFuture.supplyAsync(SharedModel::weights, onOwnThread());
            WordPieceTokenizer wordPieces = WordPieceTokenizer.load();
            try {
                return new SharedModel(wordPieces, MiniLmSession.load(weights::join));
            } catch (OrtException | RuntimeException | Error e) {
                wordPieces.close();
                throw e;
            }
        } catch (CompletionException e) {
            throw ModelLoadFailure.of(e.getCause() == null ? e : e.getCause());
        } catch (IOException | OrtException | RuntimeException | LinkageError | OutOfMemoryError e) {
            throw ModelLoadFailure.of(e);
        }
    }

    private static ByteBuffer weights() {
        try {
            return BundledResource.MODEL.direct();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the common pool: it may be full of tasks that wait for this model. */
    private static Executor onOwnThread() {
        return task -> {
            Thread thread = new Thread(task, "memoir-minilm-load");
            thread.setDaemon(true);
            thread.start();
        };
    }

    /**
     * {@return a unit vector per text, in order}
     *
     * @param stillWanted called before every batch; throws if the caller has been closed in the meantime
     */
    List<float[]> embed(List<String> texts, Runnable stillWanted) {
        List<TokenWindow> windows = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            for (long[] ids : wordPieces.windows(texts.get(i))) {
                windows.add(new TokenWindow(i, ids));
            }
        }
        List<List<TokenWindow>> batches = LengthBatching.of(windows, LengthBatching.MAX_PADDED_TOKENS);
        List<Supplier<float[][]>> runs = new ArrayList<>(batches.size());
        for (List<TokenWindow> batch : batches) {
            runs.add(() -> {
                stillWanted.run();
                return session.run(batch);
            });
        }
        return vectors(texts.size(), batches, executor.all(runs));
    }

    /** The windows of a text are summed: its vector is the mean over all its pieces, regardless of their windows. */
    private static List<float[]> vectors(int texts, List<List<TokenWindow>> batches, List<float[][]> sums) {
        float[][] vectors = new float[texts][MiniLmSession.DIMENSION];
        for (int b = 0; b < batches.size(); b++) {
            List<TokenWindow> batch = batches.get(b);
            for (int row = 0; row < batch.size(); row++) {
                VectorMath.add(vectors[batch.get(row).text()], sums.get(b)[row]);
            }
        }
        List<float[]> units = new ArrayList<>(texts);
        for (float[] vector : vectors) {
            units.add(VectorMath.unit(vector));
        }
        return units;
    }
}
