// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

import dev.memoir.internal.passage.MarkdownBlocks.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits long texts into passages: at blocks, then at lines, sentences, words and characters, using a finer boundary
 * only where a coarser one is insufficient. Code blocks, tables and lists stay whole if they fit, and a heading stays
 * with its content. The passages cover the text in order without overlap, and the same text always gives the same
 * passages. Immutable and thread-safe.
 */
public final class PassageSplitter {

    /** The splitter for turns: passages of up to 150 words, which fit into one input of MiniLM. */
    public static final PassageSplitter STANDARD = new PassageSplitter(150);

    /**
     * The fraction of a passage (one third) by which the last one may be longer, so that no short remainder is left.
     */
    private static final int TAIL = 3;

    private static final List<TextBoundary> BOUNDARIES = List.of(TextBoundary.values());

    private final int longest;

    /**
     * Creates a splitter.
     *
     * @param longest the maximum length of a passage in words, at least 8; the last passage, or a text that is not
     *     split, may be a third longer
     */
    public PassageSplitter(int longest) {
        if (longest < 8) {
            throw new IllegalArgumentException("A passage of " + longest + " words is too short; allow at least 8.");
        }
        this.longest = longest;
    }

    private record Piece(int start, int end, TextLength length) {

        static Piece of(String text, int start, int end) {
            return new Piece(start, end, TextLength.of(text, start, end));
        }

        Piece and(Piece next) {
            return new Piece(start, next.end, length.plus(next.length));
        }

        int words() {
            return length.inWords();
        }
    }

    /**
     * {@return the passages of a text; one if it is short, none if it is empty}
     *
     * @param text the text
     */
    public List<Passage> split(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!isLong(text)) {
            return List.of(new Passage(0, text.length()));
        }
        List<Piece> pieces = new ArrayList<>();
        for (Piece block : blocks(text)) {
            pieces.addAll(split(text, block, 0));
        }
        return joined(pieces).stream()
                .map(piece -> new Passage(piece.start, piece.end))
                .toList();
    }

    /**
     * {@return whether a text has several passages}
     *
     * @param text the text
     */
    public boolean isLong(String text) {
        return text.length() > longest && TextLength.of(text).inWords() > longest + longest / TAIL;
    }

    /** Returns the blocks, each joined with the block that introduces it. A block that only fits alone stays alone. */
    private List<Piece> blocks(String text) {
        List<Piece> pieces = new ArrayList<>();
        boolean introduced = false;
        for (Block block : MarkdownBlocks.of(text)) {
            Piece next = Piece.of(text, block.start(), block.end());
            Piece last = introduced ? pieces.get(pieces.size() - 1) : next;
            if (introduced && (last.and(next).words() <= longest || next.words() > longest)) {
                pieces.set(pieces.size() - 1, last.and(next));
            } else {
                pieces.add(next);
            }
            introduced = block.introduces();
        }
        return pieces;
    }

    private List<Piece> split(String text, Piece whole, int level) {
        if (whole.words() <= longest || level == BOUNDARIES.size()) {
            return List.of(whole);
        }
        List<Piece> pieces = new ArrayList<>();
        int[] start = {whole.start};
        BOUNDARIES.get(level).within(text, whole.start, whole.end, boundary -> {
            pieces.addAll(split(text, Piece.of(text, start[0], boundary), level + 1));
            start[0] = boundary;
        });
        pieces.addAll(split(text, Piece.of(text, start[0], whole.end), level + 1));
        return packed(pieces);
    }

    /** Joins pieces while they fit. */
    private List<Piece> packed(List<Piece> pieces) {
        List<Piece> packed = new ArrayList<>();
        for (Piece piece : pieces) {
            int last = packed.size() - 1;
            if (last >= 0 && packed.get(last).and(piece).words() <= longest) {
                packed.set(last, packed.get(last).and(piece));
            } else {
                packed.add(piece);
            }
        }
        return packed;
    }

    private List<Piece> joined(List<Piece> pieces) {
        List<Piece> packed = packed(pieces);
        int last = packed.size() - 1;
        if (last > 0 && packed.get(last).words() <= longest / TAIL) {
            packed.set(last - 1, packed.get(last - 1).and(packed.remove(last)));
        }
        return packed;
    }
}
