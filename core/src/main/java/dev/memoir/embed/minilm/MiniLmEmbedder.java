package dev.memoir.embed.minilm;

import dev.memoir.EmbedderException;
import dev.memoir.embed.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * all-MiniLM-L6-v2 in this process: mean of the token vectors, scaled to length 1, 384 dimensions.
 *
 * <p>It reads the first 256 tokens (about 200 English words) of a text; what stands beyond is found by its words, not by
 * its meaning. Thread-safe; many texts are embedded on all cores (in the
 * common pool), one on the calling thread. Nothing is downloaded and nothing reported.
 */
public final class MiniLmEmbedder implements Embedder {

    /**
     * Padded tokens in one run of the network: its activations stay in cache, and little is padded. Turns of LoCoMo a
     * second on four cores, one thread a run and a run a core: 778 with 512, 711 with 2,048; one run at a time on all
     * cores: 261 and 234.
     */
    private static final int TOKENS_PER_RUN = 512;

    /**
     * Characters that can matter: a word piece is rarely longer than this share of them, and a megabyte need not be
     * tokenised for the sake of its first page.
     */
    private static final int MOST_CHARACTERS = 8192;

    private final MiniLmModel model;
    private final ReadWriteLock using = new ReentrantReadWriteLock();
    private boolean closed;

    private MiniLmEmbedder(MiniLmModel model) {
        this.model = model;
    }

    /**
     * Loads the model, which takes some tenths of a second.
     *
     * @return the embedder
     * @throws EmbedderException if the weights or a native library are missing
     */
    public static MiniLmEmbedder load() {
        return new MiniLmEmbedder(MiniLmModel.load());
    }

    @Override
    public String id() {
        return "all-MiniLM-L6-v2/mean-256";
    }

    @Override
    public int dimension() {
        return MiniLmModel.DIMENSION;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        using.readLock().lock();
        try {
            if (texts.isEmpty()) {
                return List.of();
            }
            if (closed) {
                throw new EmbedderException("all-MiniLM-L6-v2 is closed. Load it again.");
            }
            return embedded(
                    model.tokens(texts.stream().map(MiniLmEmbedder::beginning).toList()));
        } finally {
            using.readLock().unlock();
        }
    }

    /** Texts of like length go together, so that little is padded; every core runs a batch of its own. */
    private List<float[]> embedded(List<long[]> tokens) {
        float[][] vectors = new float[tokens.size()][];
        batches(tokens).parallelStream().forEach(batch -> run(batch, tokens, vectors));
        return List.of(vectors);
    }

    private static List<List<Integer>> batches(List<long[]> tokens) {
        List<Integer> byLength = IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> tokens.get(i).length))
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        for (int text : byLength) {
            if (!batch.isEmpty() && (batch.size() + 1) * tokens.get(text).length > TOKENS_PER_RUN) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(text);
        }
        batches.add(batch);
        return batches;
    }

    private void run(List<Integer> batch, List<long[]> tokens, float[][] vectors) {
        float[][][] states = model.run(batch.stream().map(tokens::get).toList());
        for (int i = 0; i < batch.size(); i++) {
            int text = batch.get(i);
            vectors[text] = mean(states[i], tokens.get(text).length);
        }
    }

    private static float[] mean(float[][] states, int tokens) {
        float[] sum = new float[MiniLmModel.DIMENSION];
        for (int token = 0; token < tokens; token++) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += states[token][d];
            }
        }
        double square = 0;
        for (float x : sum) {
            square += (double) x * x;
        }
        float length = (float) Math.sqrt(square);
        for (int d = 0; d < sum.length; d++) {
            sum[d] /= length;
        }
        return sum;
    }

    private static String beginning(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, split ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
    }

    @Override
    public void close() {
        using.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } finally {
            using.writeLock().unlock();
        }
    }
}
