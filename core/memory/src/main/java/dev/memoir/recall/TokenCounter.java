package dev.memoir.recall;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts tokens as cl100k does: not every model's tokens, but within some percent of most models'. Thread-safe. */
public final class TokenCounter {

    /**
     * Words whose count is remembered, a power of two: the 16,384 most frequent of a language are nearly all of what is said in
     * it. To look one up in the vocabulary of 100,000 costs microseconds, and a search counts a thousand. Of LoCoMo's 5,263
     * one word a search has lost its place to two others here; with twice the places and one place for a word it was 4.6.
     */
    private static final int REMEMBERED = 32_768;

    /** Words; what is longer is a text without spaces, and does not come again. Their tokens fit into seven bits. */
    private static final int LONGEST_WORD = 32;

    private static final long TOKENS = 127;

    /** Characters without an end of letters that are encoded at once. */
    private static final int LONGEST_PART = 8_192;

    /**
     * Each in one of the two places where its hash puts it, the later one first: 57 bits of the hash, and the tokens. Two words
     * of one hash are as likely as a broken memory; a race costs a count at the most.
     */
    private static final AtomicLongArray WORDS = new AtomicLongArray(REMEMBERED);

    /** Of FNV-1a, 64 bits wide. */
    private static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private TokenCounter() {}

    /** Loads the vocabulary, so that the first count does not wait for it (about 0.2 s). */
    public static void load() {
        Cl100k.ENCODING.countTokensOrdinary("");
    }

    /**
     * {@return how many tokens a text takes}
     *
     * @param text any
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

    /** Halves of a letter count as none: a text is not parted before, within or behind them. */
    private static boolean isLetter(char c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    /**
     * No token of cl100k reaches over the end of letters, nor over a space behind anything else and before a letter: its pattern
     * parts texts there.
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
        int place = (int) mixed & (REMEMBERED - 2);
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

    /** The encoder's time for one piece may grow with its square; parts of it are as good, but for a token at each seam. */
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

    /** Half a surrogate pair, which the encoder refuses, counts as the question mark that any encoding makes of it. */
    private static int encoded(String text) {
        boolean pairs = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return Cl100k.ENCODING.countTokensOrdinary(
                pairs ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8) : text);
    }

    private static final class Cl100k {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }
}
