// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts tokens with the cl100k vocabulary, which is within a few percent of most models' counts. Thread-safe. */
public final class TokenCounter {

    /**
     * The number of cached words, a power of two: the 16,384 most frequent words of a language are nearly all of what
     * is said in it. A lookup in the vocabulary of 100,000 costs microseconds, and a search counts a thousand words. Of
     * LoCoMo's 5,263 words, one per search is evicted by two others; with twice the entries but one slot per word it
     * was 4.6.
     */
    private static final int CACHED = 32_768;

    /**
     * The maximum length of a cached word; longer ones are texts without spaces and do not recur. Their counts fit into
     * seven bits.
     */
    private static final int LONGEST_WORD = 32;

    private static final long TOKENS = 127;

    /** The maximum number of characters without a word boundary that are encoded at once. */
    private static final int LONGEST_PART = 8_192;

    /**
     * Each word is in one of two slots given by its hash, the most recent first: 57 bits of the hash, and the count.
     * Two words with the same hash are as unlikely as faulty memory; a race costs at most a recount.
     */
    private static final AtomicLongArray WORDS = new AtomicLongArray(CACHED);

    /** Parameters of 64-bit FNV-1a. */
    private static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private TokenCounter() {}

    /** Loads the vocabulary, so that the first count does not wait for it (about 0.2 s). */
    public static void load() {
        Cl100k.ENCODING.countTokensOrdinary("");
    }

    /**
     * {@return the number of tokens of a text}
     *
     * @param text any text
     */
    public static int count(String text) {
        int tokens = 0;
        int from = 0;
        long hash = BASIS;
        boolean letter = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean wasLetter = letter;
            letter = isLetter(c);
            if (at > from && (wasLetter ? !letter && !Character.isSurrogate(c) : c == ' ' && beginsWord(text, at))) {
                tokens += word(text, from, at, hash);
                from = at;
                hash = BASIS;
            }
            hash = (hash ^ c) * PRIME;
        }
        return from == text.length() ? tokens : tokens + word(text, from, text.length(), hash);
    }

    /**
     * Tells letters from other characters. Surrogates are no letters: a text is not split before, within or after them.
     */
    private static boolean isLetter(char c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    /**
     * Returns whether a token can only begin here: no token of cl100k extends beyond the end of letters, or over a
     * space between a non-space and a letter, because its pattern splits texts there.
     */
    private static boolean beginsWord(String text, int at) {
        char before = text.charAt(at - 1);
        return at + 1 < text.length()
                && isLetter(text.charAt(at + 1))
                && !Character.isWhitespace(before)
                && !Character.isSpaceChar(before);
    }

    private static int word(String text, int from, int to, long hash) {
        if (to - from > LONGEST_WORD) {
            return parts(text, from, to);
        }
        long mixed = hash ^ (hash >>> 32);
        long mark = mixed & ~TOKENS;
        int place = (int) mixed & (CACHED - 2);
        long latest = WORDS.getPlain(place);
        if (isOf(latest, mark)) {
            return (int) (latest & TOKENS);
        }
        long before = WORDS.getPlain(place + 1);
        if (isOf(before, mark)) {
            return (int) (before & TOKENS);
        }
        int tokens = encoded(text.substring(from, to));
        WORDS.setPlain(place + 1, latest);
        WORDS.setPlain(place, mark | tokens);
        return tokens;
    }

    private static boolean isOf(long known, long mark) {
        return (known & ~TOKENS) == mark && known != 0;
    }

    /**
     * Encodes a long piece in parts, because the encoder's time may be quadratic in the length; the count is off by at
     * most one per seam.
     */
    private static int parts(String text, int from, int to) {
        int tokens = 0;
        for (int at = from; at < to; ) {
            int end = Math.min(to, at + LONGEST_PART);
            end -= end < to && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
            tokens += encoded(text.substring(at, end));
            at = end;
        }
        return tokens;
    }

    /**
     * Encodes a text. A lone surrogate, which the encoder rejects, counts as the question mark that any charset encoder
     * emits.
     */
    private static int encoded(String text) {
        boolean pairs = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return Cl100k.ENCODING.countTokensOrdinary(
                pairs ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text);
    }

    private static final class Cl100k {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }
}
