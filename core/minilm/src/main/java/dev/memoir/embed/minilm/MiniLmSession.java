// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.memoir.EmbedderException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The neural network: takes word pieces and returns one pooled vector per window. Thread-safe. */
final class MiniLmSession implements AutoCloseable {

    static final int DIMENSION = 384;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads the network.
     *
     * @param weights supplies the model's bytes, which may still be loading while the native library starts
     */
    static MiniLmSession load(Supplier<ByteBuffer> weights) throws OrtException {
        OrtEnvironment environment = OnnxRuntimeLibrary.load();
        // Off in every build for Linux and macOS; Microsoft's builds for Windows write events by default.
        environment.setTelemetry(false);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Parallel runs instead of parallel operators, see BoundedExecutor.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new MiniLmSession(environment, environment.createSession(weights.get(), options));
        }
    }

    /** {@return for each window the sum of the states of its pieces} The sum has the direction of their mean. */
    float[][] run(List<TokenWindow> batch) {
        int rows = batch.size();
        int columns = batch.stream().mapToInt(TokenWindow::length).max().orElseThrow();
        long[] ids = new long[rows * columns];
        long[] mask = new long[rows * columns];
        for (int row = 0; row < rows; row++) {
            long[] window = batch.get(row).ids();
            System.arraycopy(window, 0, ids, row * columns, window.length);
            Arrays.fill(mask, row * columns, row * columns + window.length, 1);
        }
        try (OnnxTensor idTensor = tensor(ids, rows, columns);
                OnnxTensor maskTensor = tensor(mask, rows, columns);
                OnnxTensor typeTensor = tensor(new long[rows * columns], rows, columns);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            return sums(((OnnxTensor) result.get(0)).getFloatBuffer(), batch, columns);
        } catch (OrtException e) {
            throw new EmbedderException(
                    "ONNX Runtime could not run all-MiniLM-L6-v2 on a batch of " + rows + " by " + columns
                            + " word pieces. If memory is short, give the process more memory outside the heap.",
                    e);
        }
    }

    private OnnxTensor tensor(long[] values, int rows, int columns) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {rows, columns});
    }

    private static float[][] sums(FloatBuffer states, List<TokenWindow> batch, int columns) {
        float[][] sums = new float[batch.size()][DIMENSION];
        float[] state = new float[DIMENSION];
        for (int row = 0; row < sums.length; row++) {
            for (int piece = 0; piece < batch.get(row).length(); piece++) {
                states.get((row * columns + piece) * DIMENSION, state);
                VectorMath.add(sums[row], state);
            }
        }
        return sums;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EmbedderException("ONNX Runtime could not free all-MiniLM-L6-v2; its memory may stay in use.", e);
        }
    }
}
