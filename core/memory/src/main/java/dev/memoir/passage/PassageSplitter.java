package dev.memoir.passage;

import dev.memoir.passage.MarkdownBlocks.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits long texts into passages: at blocks, then at lines, sentences, words and characters, each only where the coarser does
 * not suffice. Code blocks, tables and lists stay whole where they fit, and a heading stays with what follows it. The passages
 * cover the text in order and without overlap; the same text gives the same passages everywhere. Immutable and thread-safe.
 */
public final class PassageSplitter {

    /** The splitter of turns: passages of up to 150 words, which MiniLM reads at once. */
    public static final PassageSplitter STANDARD = new PassageSplitter(150);

    /** The share of a passage by which the last one may be longer, so that no short rest is left. */
    private static final int TAIL = 3;

    private static final List<TextBoundary> BOUNDARIES = List.of(TextBoundary.values());

    private final int longest;

    /**
     * Creates a splitter.
     *
     * @param longest the maximum length of a passage in words, at least 8; of the last one, and of a text that stays whole,
     *     a third more
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

    /** The blocks, each with what introduces it. A block that fits only alone is left alone. */
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
        BOUNDARIES.get(level).within(text, whole.start, whole.end, place -> {
            pieces.addAll(split(text, Piece.of(text, start[0], place), level + 1));
            start[0] = place;
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
