// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits texts into the model's word pieces, and these into windows that it can read. Thread-safe. */
final class WordPieceTokenizer implements AutoCloseable {

    /**
     * The length that the model was trained to read at once, including its start and end marks: sentence-transformers'
     * max_seq_length.
     */
    static final int WINDOW = 256;

    /**
     * The number of windows of a text that are read. Four hold about 700 words; a window takes some 25 ms of one core,
     * so the longest text stays near 100 ms. The rest of a text is still found by its words in the keyword index.
     */
    static final int MAX_WINDOWS = 4;

    private final TokenizersLibrary library;

    /** A pointer to native memory, only valid until {@link #close()}. */
    private final long tokenizer;

    private WordPieceTokenizer(TokenizersLibrary library, long tokenizer) {
        this.library = library;
        this.tokenizer = tokenizer;
    }

    static WordPieceTokenizer load() throws IOException {
        TokenizersLibrary library = TokenizerLibrary.load();
        try (InputStream in = BundledResource.TOKENIZER.open()) {
            long tokenizer = library.createTokenizerFromString(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            // Both are done here: the file's own settings pad everything to 128 pieces and drop the rest.
            library.disablePadding(tokenizer);
            library.disableTruncation(tokenizer);
            return new WordPieceTokenizer(library, tokenizer);
        }
    }

    /** {@return at least one window: a text without anything readable becomes just the two marks} */
    List<long[]> windows(String text) {
        long[] ids = ids(TextTruncation.of(text));
        if (ids.length <= WINDOW) {
            return List.of(ids);
        }
        List<long[]> windows = new ArrayList<>(MAX_WINDOWS);
        int last = ids.length - 1;
        for (int from = 1; from < last && windows.size() < MAX_WINDOWS; from += WINDOW - 2) {
            int to = Math.min(last, from + WINDOW - 2);
            long[] window = Arrays.copyOfRange(ids, from - 1, to + 1);
            window[0] = ids[0];
            window[window.length - 1] = ids[last];
            windows.add(window);
        }
        return windows;
    }

    private long[] ids(String text) {
        long encoding = library.encode(tokenizer, text, true);
        try {
            return library.getTokenIds(encoding);
        } finally {
            library.deleteEncoding(encoding);
        }
    }

    @Override
    public void close() {
        library.deleteTokenizer(tokenizer);
    }
}
