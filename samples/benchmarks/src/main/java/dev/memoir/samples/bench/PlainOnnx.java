// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The reference for bulk embedding: one session of plain ONNX Runtime that uses all cores, with batches of texts in
 * their original order, each padded to its longest text; including tokenising and mean pooling, as in any application.
 */
final class PlainOnnx implements AutoCloseable {

    private static final int DIMENSION = 384;

    private final HuggingFaceTokenizer tokenizer;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int batch;

    PlainOnnx(int batch) throws IOException, OrtException {
        this.batch = batch;
        try (InputStream vocabulary = resource("dev/memoir/embed/minilm/all-minilm-l6-v2-tokenizer.json");
                InputStream weights = resource("dev/memoir/embed/minilm/all-minilm-l6-v2.onnx")) {
            tokenizer = HuggingFaceTokenizer.newInstance(
                    vocabulary, Map.of("truncation", "true", "maxLength", "256", "padding", "true"));
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            session = environment.createSession(weights.readAllBytes(), options);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = PlainOnnx.class.getResourceAsStream("/" + name);
        if (found == null) {
            throw new IOException(name + " is not on the class path");
        }
        return found;
    }

    List<float[]> embed(List<String> texts) throws OrtException {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += batch) {
            Encoding[] encodings = tokenizer.batchEncode(texts.subList(from, Math.min(texts.size(), from + batch)));
            int columns = encodings[0].getIds().length;
            long[] ids = new long[encodings.length * columns];
            long[] mask = new long[ids.length];
            for (int row = 0; row < encodings.length; row++) {
                System.arraycopy(encodings[row].getIds(), 0, ids, row * columns, columns);
                System.arraycopy(encodings[row].getAttentionMask(), 0, mask, row * columns, columns);
            }
            run(ids, mask, encodings.length, columns, vectors);
        }
        return vectors;
    }

    private void run(long[] ids, long[] mask, int rows, int columns, List<float[]> vectors) throws OrtException {
        try (OnnxTensor idTensor = tensor(ids, rows, columns);
                OnnxTensor maskTensor = tensor(mask, rows, columns);
                OnnxTensor typeTensor = tensor(new long[ids.length], rows, columns);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (int row = 0; row < rows; row++) {
                vectors.add(mean(states, mask, row, columns));
            }
        }
    }

    private static float[] mean(FloatBuffer states, long[] mask, int row, int columns) {
        float[] mean = new float[DIMENSION];
        float[] state = new float[DIMENSION];
        for (int piece = 0; piece < columns && mask[row * columns + piece] == 1; piece++) {
            states.get((row * columns + piece) * DIMENSION, state);
            for (int i = 0; i < DIMENSION; i++) {
                mean[i] += state[i];
            }
        }
        double squares = 0;
        for (float value : mean) {
            squares += value * value;
        }
        for (int i = 0; i < DIMENSION; i++) {
            mean[i] /= (float) Math.sqrt(squares);
        }
        return mean;
    }

    private OnnxTensor tensor(long[] values, int rows, int columns) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {rows, columns});
    }

    @Override
    public void close() throws OrtException {
        session.close();
        tokenizer.close();
    }
}
