package dev.memoir.recall;

import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Packs what was recalled into a token budget: the best that fit, told in the order of time. */
public final class ContextPacker {

    /**
     * Characters of one token, at the most that text is worth looking at: English has four or five, and what would be cut
     * off anyway need not be counted first.
     */
    private static final int CHARACTERS_PER_TOKEN = 12;

    private static final Comparator<Recalled> IN_ORDER = Comparator.comparing(Recalled::at)
            .thenComparing(item -> item instanceof RecordedTurn turn ? turn.conversation() : "")
            .thenComparing(item -> item instanceof RecordedTurn turn ? turn.sequence() : 0L)
            .thenComparing(Recalled::id);

    private ContextPacker() {}

    /**
     * A block for a prompt.
     *
     * @param text the block, empty if nothing fits
     * @param tokens how many tokens it takes
     */
    public record Packed(String text, int tokens) {}

    private record Line(Recalled item, String text) {}

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param budget the most tokens the block takes
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(List<? extends Recalled> bestFirst, int budget) {
        int left = budget - TokenCounter.count(RecalledBlock.write(List.of()));
        List<Line> packed = new ArrayList<>();
        for (Recalled item : bestFirst) {
            String line = left <= 0 ? "" : fitting(item, left, packed.isEmpty());
            if (!line.isEmpty()) {
                packed.add(new Line(item, line));
                left -= TokenCounter.count(line);
            }
        }
        if (packed.isEmpty()) {
            return new Packed("", 0);
        }
        packed.sort(Comparator.comparing(Line::item, IN_ORDER));
        String text = RecalledBlock.write(packed.stream().map(Line::text).toList());
        return new Packed(text, TokenCounter.count(text));
    }

    private static String fitting(Recalled item, int tokens, boolean cut) {
        boolean worthCounting = item.text().length() <= (long) tokens * CHARACTERS_PER_TOKEN;
        String whole = worthCounting ? RecalledBlock.line(item) : "";
        if (worthCounting && TokenCounter.count(whole) <= tokens) {
            return whole;
        }
        return cut ? beginning(item, tokens) : "";
    }

    /** The longest beginning that fits, by halving: the count grows with the text. */
    private static String beginning(Recalled item, int tokens) {
        String text = item.text();
        int fits = 0;
        int over = (int) Math.min(text.length(), (long) tokens * CHARACTERS_PER_TOKEN);
        while (over - fits > 1) {
            int middle = (fits + over) >>> 1;
            if (TokenCounter.count(cut(item, text, middle)) <= tokens) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return fits == 0 ? "" : cut(item, text, fits);
    }

    private static String cut(Recalled item, String text, int length) {
        return RecalledBlock.line(item, RecalledBlock.beginning(text, length));
    }
}
