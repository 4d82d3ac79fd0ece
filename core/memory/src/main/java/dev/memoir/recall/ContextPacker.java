package dev.memoir.recall;

import dev.memoir.ContextStatus;
import dev.memoir.MemoryItem;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Packs what was recalled into a token budget: the best that fit, in the order of time. What was said in the same words is in
 * the context once, and what other lines state already comes after what is new: see {@link PackingOrder}. Long turns are shown
 * as excerpts ({@link TurnExcerpts}).
 */
public final class ContextPacker {

    /**
     * Characters of one token, at the most that text is worth looking at: English has four or five, and what would be cut
     * off anyway need not be counted first.
     */
    private static final int CHARACTERS_PER_TOKEN = 12;

    /** Tokens of a line's day and source, so that an excerpt for the rest of a budget fits with them. */
    private static final int LINE_TOKENS = 16;

    private ContextPacker() {}

    /**
     * A block for a prompt.
     *
     * @param text the block, empty if nothing fits
     * @param tokens how many tokens it takes
     * @param coveredBy for each item that the block states, by its id, the ids of the items whose lines state it: its own if
     *     it has a line
     * @param leftOut for each item that the block does not state, by its id, why not
     */
    public record Packed(
            String text, int tokens, Map<String, List<String>> coveredBy, Map<String, ContextStatus> leftOut) {

        /** No block. */
        public static final Packed NOTHING = new Packed("", 0, Map.of(), Map.of());

        /** Copies the maps. */
        public Packed {
            coveredBy = Map.copyOf(coveredBy);
            leftOut = Map.copyOf(leftOut);
        }

        /**
         * {@return a hit with its status in this block}
         *
         * @param hit the hit
         */
        public SearchHit status(SearchHit hit) {
            String id = hit.item().id();
            List<String> lines = coveredBy.get(id);
            return lines == null
                    ? hit.leftOut(leftOut.getOrDefault(id, ContextStatus.NO_CONTEXT))
                    : hit.coveredBy(lines);
        }
    }

    /**
     * How much a block may hold.
     *
     * @param items the number of the best items that may get a line; those behind them are only compared with the lines
     * @param tokens the maximum number of tokens of the block
     * @param perConversation the maximum number of turns of one conversation, at least 1; others take the place of those
     *     beyond
     */
    public record Limits(int items, int tokens, int perConversation) {}

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param budget the most tokens the block takes
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget) {
        return pack(bestFirst, budget, SearchRequest.DEFAULT_MAX_TURNS_PER_CONVERSATION);
    }

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param budget the most tokens the block takes
     * @param perConversation the most turns of one conversation, at least 1; others take the place of those beyond
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget, int perConversation) {
        return pack(bestFirst, budget, perConversation, ZoneOffset.UTC);
    }

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param budget the most tokens the block takes
     * @param perConversation the most turns of one conversation, at least 1; others take the place of those beyond
     * @param zone the time zone of the days of items that have none themselves
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget, int perConversation, ZoneId zone) {
        return pack(bestFirst, budget, perConversation, zone, new SourceOverlap(List.of()));
    }

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param budget the most tokens the block takes
     * @param perConversation the most turns of one conversation, at least 1; others take the place of those beyond
     * @param zone the time zone of the days of items that have none themselves
     * @param overlap which facts and turns repeat each other; used for this packing alone
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(
            List<? extends MemoryItem> bestFirst, int budget, int perConversation, ZoneId zone, SourceOverlap overlap) {
        Limits limits = new Limits(bestFirst.size(), budget, perConversation);
        return pack(bestFirst, limits, zone, overlap, TurnExcerpts.NONE);
    }

    /**
     * Packs.
     *
     * @param bestFirst what was recalled
     * @param limits how much the block may hold
     * @param zone the time zone of the days of items that have none themselves
     * @param overlap which facts and turns repeat each other; used for this packing alone
     * @param excerpts what of long turns is shown
     * @return the block; an item that is longer than what is left is passed over, but the best one is cut to fit
     */
    public static Packed pack(
            List<? extends MemoryItem> bestFirst,
            Limits limits,
            ZoneId zone,
            SourceOverlap overlap,
            TurnExcerpts excerpts) {
        ContextBuffer packing =
                new ContextBuffer(limits.tokens() - TokenCounter.count(RecalledBlock.write(List.of())), zone);
        PackingOrder order = new PackingOrder(bestFirst.subList(0, limits.items()), overlap);
        Map<String, List<String>> coveredBy = new HashMap<>();
        Map<String, ContextStatus> leftOut = new HashMap<>();
        Map<String, Integer> ofConversation = new HashMap<>();
        MemoryItem item = order.next();
        while (item != null && packing.left() > 0) {
            String conversation = item instanceof StoredTurn turn ? turn.conversation() : null;
            if (conversation != null && ofConversation.getOrDefault(conversation, 0) >= limits.perConversation()) {
                leftOut.put(item.id(), ContextStatus.CONVERSATION_FULL);
            } else {
                String text = excerpts.of(item, packing.left() - LINE_TOKENS);
                StatingLine line = fill(packing, item, text, zone, excerpts);
                if (line != null) {
                    coveredBy.put(item.id(), List.of(line.itemId()));
                }
                if (line != null && item.id().equals(line.itemId())) {
                    overlap.packed(item.id(), line.whole());
                    if (conversation != null) {
                        ofConversation.merge(conversation, 1, Integer::sum);
                    }
                }
            }
            item = order.next();
        }
        for (int place = 0; place < bestFirst.size(); place++) {
            MemoryItem each = bestFirst.get(place);
            List<String> lines = coveredBy.getOrDefault(each.id(), stating(packing, overlap, each));
            if (lines.isEmpty()) {
                leftOut.putIfAbsent(
                        each.id(), place < limits.items() ? ContextStatus.OVER_BUDGET : ContextStatus.NOT_RELEVANT);
            } else {
                coveredBy.put(each.id(), lines);
                leftOut.remove(each.id());
            }
        }
        String text = packing.isEmpty() ? "" : RecalledBlock.write(packing.written());
        return new Packed(text, TokenCounter.count(text), coveredBy, leftOut);
    }

    /** {@return the ids of the items whose lines state an item that was not packed; empty if none do} */
    private static List<String> stating(ContextBuffer packing, SourceOverlap overlap, MemoryItem item) {
        Set<String> covering = overlap.coveredBy(item.id());
        if (!covering.isEmpty()) {
            return List.copyOf(covering);
        }
        String line = packing.stating(item, item.text());
        return line == null ? List.of() : List.of(line);
    }

    /**
     * The line that states an item.
     *
     * @param itemId the id of the line's item
     * @param whole whether the line has the item's whole text
     */
    private record StatingLine(String itemId, boolean whole) {}

    /** {@return the line that states an item, its own or another's; null if none does and none fits} */
    private static @Nullable StatingLine fill(
            ContextBuffer packing, MemoryItem item, String text, ZoneId zone, TurnExcerpts excerpts) {
        boolean worthCounting = !text.isEmpty() && text.length() <= (long) packing.left() * CHARACTERS_PER_TOKEN;
        String line = worthCounting ? packing.add(item, text) : null;
        if (line != null) {
            return new StatingLine(line, text.equals(item.text()));
        }
        String beginning =
                packing.isEmpty() ? beginning(item, excerpts.longestBeginning(item, packing.left()), zone) : "";
        if (beginning.isEmpty()) {
            return null;
        }
        packing.addCut(item, beginning);
        return new StatingLine(item.id(), false);
    }

    /** The longest beginning that fits, by halving: the count grows with the text. */
    private static String beginning(MemoryItem item, int tokens, ZoneId zone) {
        List<String> days = List.of(ItemFormatter.when(item, zone));
        String source = ItemFormatter.source(item);
        String text = item.text();
        int fits = 0;
        int over = (int) Math.min(text.length(), (long) tokens * CHARACTERS_PER_TOKEN);
        while (over - fits > 1) {
            int middle = (fits + over) >>> 1;
            String line =
                    RecalledBlock.dated(days, RecalledBlock.undated(source, RecalledBlock.beginning(text, middle)));
            if (TokenCounter.count(line) <= tokens) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return fits == 0 ? "" : RecalledBlock.beginning(text, fits);
    }
}
