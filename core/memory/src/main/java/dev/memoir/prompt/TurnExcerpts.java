// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import dev.memoir.internal.passage.Passage;
import dev.memoir.internal.passage.PassageSplitter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Shortens long turns in a context to their beginning and the parts that match the query. An omission is marked with
 * {@value #OMISSION}. Turns of up to 200 words and memories stay whole. Immutable and thread-safe.
 */
public final class TurnExcerpts {

    /** Marks omitted text. */
    public static final String OMISSION = "[…]";

    /** Shortens nothing. */
    public static final TurnExcerpts NONE = new TurnExcerpts(ExcerptTerms.of(""), 0);

    /**
     * Parts of 40 words, so that an excerpt has several. On BEAM's development conversations, 25 or 60 words give the
     * same evidence within 300 to 2,000 tokens.
     */
    private static final PassageSplitter PARTS = new PassageSplitter(40);

    /** For code and scripts whose parts of 40 words exceed the cap. */
    private static final PassageSplitter SMALL_PARTS = new PassageSplitter(10);

    /**
     * The share of a budget that a long turn may take, and its bounds in tokens. Evidence within 300 / 500 / 1,000 /
     * 2,000 tokens on BEAM's development conversations is 44.7 / 54.2 / 62.4 / 65.8 with whole turns, 47.2 / 56.5 /
     * 63.5 / 69.4 with a share of 0.25, and 49.1 / 57.6 / 63.9 / 69.7 with 0.15 and at least 80 tokens.
     */
    private static final double SHARE = 0.15;

    /** English has four to five; with four, an excerpt is rarely cut. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final int LEAST_TOKENS = 80;
    private static final int MOST_TOKENS = 300;

    private final ExcerptTerms terms;
    private final int cap;

    private TurnExcerpts(ExcerptTerms terms, int cap) {
        this.terms = terms;
        this.cap = cap;
    }

    /**
     * {@return the excerpts for a query}
     *
     * @param question the query that the parts must match
     * @param budget the token budget of the whole context
     */
    public static TurnExcerpts matching(String question, int budget) {
        return new TurnExcerpts(
                ExcerptTerms.of(question), (int) Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, budget * SHARE)));
    }

    /**
     * {@return the excerpts for a query, for lines of a limited length}
     *
     * @param question the query that the parts must match
     * @param longest the maximum number of characters of a line
     */
    static TurnExcerpts ofLines(String question, int longest) {
        return new TurnExcerpts(ExcerptTerms.of(question), Math.max(1, longest / CHARACTERS_PER_TOKEN));
    }

    /**
     * {@return the text of an item, shortened to a maximum number of characters}
     *
     * @param item the turn or memory
     * @param longest the maximum number of characters
     */
    String line(MemoryItem item, int longest) {
        String excerpt = of(item, cap);
        return RecalledBlock.beginning(excerpt.isEmpty() ? item.text() : excerpt, longest);
    }

    /**
     * {@return the text of an item as a context with enough room shows it}
     *
     * @param item the turn or memory
     */
    public String of(MemoryItem item) {
        String excerpt = of(item, cap);
        return excerpt.isEmpty() ? RecalledBlock.beginning(item.text(), cap * CHARACTERS_PER_TOKEN) : excerpt;
    }

    /**
     * {@return the text of an item as the context shows it; empty if nothing of a long turn fits}
     *
     * @param item the turn or memory
     * @param tokens the maximum number of tokens of an excerpt
     */
    String of(MemoryItem item, int tokens) {
        String text = item.text();
        if (cap == 0 || !(item instanceof StoredTurn) || !PassageSplitter.STANDARD.isLong(text)) {
            return text;
        }
        String excerpt = excerpt(text, PARTS, Math.min(cap, tokens));
        return excerpt.isEmpty() && tokens >= cap ? excerpt(text, SMALL_PARTS, cap) : excerpt;
    }

    /** {@return the maximum number of tokens of the beginning shown for an item that does not fit} */
    int longestBeginning(MemoryItem item, int tokens) {
        return cap > 0 && item instanceof StoredTurn ? Math.min(cap, tokens) : tokens;
    }

    private String excerpt(String text, PassageSplitter splitter, int tokens) {
        List<Passage> parts = splitter.split(text);
        return written(text, parts, new ExcerptSelection(text, parts, terms).select(tokens));
    }

    private static String written(String text, List<Passage> parts, BitSet shown) {
        if (shown.isEmpty()) {
            return "";
        }
        List<String> written = new ArrayList<>();
        int next = 0;
        for (int from = shown.nextSetBit(0); from >= 0; from = shown.nextSetBit(next)) {
            if (from > next) {
                written.add(OMISSION);
            }
            next = shown.nextClearBit(from);
            written.add(
                    text.substring(parts.get(from).start(), parts.get(next - 1).end())
                            .strip());
        }
        if (next < parts.size()) {
            written.add(OMISSION);
        }
        return String.join(" ", written);
    }
}
