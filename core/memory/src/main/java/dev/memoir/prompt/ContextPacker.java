// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

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
 * Packs search hits into a memory block within a token budget: the best that fit, in chronological order. Text repeated
 * word for word appears once, and items that other lines already state come after new ones; see {@link PackingOrder}.
 * Long turns are shortened to excerpts ({@link TurnExcerpts}).
 */
public final class ContextPacker {

    /**
     * An upper bound of the characters per token, beyond which text need not be counted because it would be cut off.
     * English has four or five.
     */
    private static final int CHARACTERS_PER_TOKEN = 12;

    /** Tokens reserved for a line's day and source, so that an excerpt sized to the remaining budget fits with them. */
    private static final int LINE_TOKENS = 16;

    private ContextPacker() {}

    /**
     * A block for a prompt.
     *
     * @param text the text of the block; empty if nothing fits
     * @param tokens the number of tokens of the block
     * @param coveredBy for each item that the block states, by its id, the ids of the items whose lines state it: its
     *     own if it has a line
     * @param leftOut for each item that the block does not state, by its id, the reason
     */
    public record Packed(
            String text, int tokens, Map<String, List<String>> coveredBy, Map<String, ContextStatus> leftOut) {

        /** No block. */
        public static final Packed EMPTY = new Packed("", 0, Map.of(), Map.of());

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
     * Limits of a block.
     *
     * @param items the number of the best items that may get a line; later ones are only compared with the lines
     * @param tokens the maximum number of tokens of the block
     * @param perConversation the maximum number of turns of one conversation, at least 1; further ones give way to
     *     other items
     */
    public record Limits(int items, int tokens, int perConversation) {}

    /**
     * Packs items into a block.
     *
     * @param bestFirst the items, best first
     * @param budget the maximum number of tokens of the block
     * @return the block; an item that exceeds the remaining budget is skipped, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget) {
        return pack(bestFirst, budget, SearchRequest.DEFAULT_MAX_TURNS_PER_CONVERSATION);
    }

    /**
     * Packs items into a block.
     *
     * @param bestFirst the items, best first
     * @param budget the maximum number of tokens of the block
     * @param perConversation the maximum number of turns of one conversation, at least 1; further ones give way to
     *     other items
     * @return the block; an item that exceeds the remaining budget is skipped, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget, int perConversation) {
        return pack(bestFirst, budget, perConversation, ZoneOffset.UTC);
    }

    /**
     * Packs items into a block.
     *
     * @param bestFirst the items, best first
     * @param budget the maximum number of tokens of the block
     * @param perConversation the maximum number of turns of one conversation, at least 1; further ones give way to
     *     other items
     * @param zone the time zone of items that have none
     * @return the block; an item that exceeds the remaining budget is skipped, but the best one is cut to fit
     */
    public static Packed pack(List<? extends MemoryItem> bestFirst, int budget, int perConversation, ZoneId zone) {
        return pack(bestFirst, budget, perConversation, zone, new SourceOverlap(List.of()));
    }

    /**
     * Packs items into a block.
     *
     * @param bestFirst the items, best first
     * @param budget the maximum number of tokens of the block
     * @param perConversation the maximum number of turns of one conversation, at least 1; further ones give way to
     *     other items
     * @param zone the time zone of items that have none
     * @param overlap which facts and turns repeat each other; must not be reused for another packing
     * @return the block; an item that exceeds the remaining budget is skipped, but the best one is cut to fit
     */
    public static Packed pack(
            List<? extends MemoryItem> bestFirst, int budget, int perConversation, ZoneId zone, SourceOverlap overlap) {
        Limits limits = new Limits(bestFirst.size(), budget, perConversation);
        return pack(bestFirst, limits, zone, overlap, TurnExcerpts.NONE);
    }

    /**
     * Packs items into a block.
     *
     * @param bestFirst the items, best first
     * @param limits how much the block may hold
     * @param zone the time zone of items that have none
     * @param overlap which facts and turns repeat each other; must not be reused for another packing
     * @param excerpts the rule that shortens long turns
     * @return the block; an item that exceeds the remaining budget is skipped, but the best one is cut to fit
     */
    public static Packed pack(
            List<? extends MemoryItem> bestFirst,
            Limits limits,
            ZoneId zone,
            SourceOverlap overlap,
            TurnExcerpts excerpts) {
        ContextBuffer buffer =
                new ContextBuffer(limits.tokens() - TokenCounter.count(RecalledBlock.write(List.of())), zone);
        PackingOrder order = new PackingOrder(bestFirst.subList(0, limits.items()), overlap);
        Map<String, List<String>> coveredBy = new HashMap<>();
        Map<String, ContextStatus> leftOut = new HashMap<>();
        Map<String, Integer> turnsPerConversation = new HashMap<>();
        MemoryItem item = order.next();
        while (item != null && buffer.left() > 0) {
            String conversation = item instanceof StoredTurn turn ? turn.conversation() : null;
            if (conversation != null
                    && turnsPerConversation.getOrDefault(conversation, 0) >= limits.perConversation()) {
                leftOut.put(item.id(), ContextStatus.CONVERSATION_FULL);
            } else {
                String text = excerpts.of(item, buffer.left() - LINE_TOKENS);
                StatingLine line = fill(buffer, item, text, zone, excerpts);
                if (line != null) {
                    coveredBy.put(item.id(), List.of(line.itemId()));
                }
                if (line != null && item.id().equals(line.itemId())) {
                    overlap.packed(item.id(), line.whole());
                    if (conversation != null) {
                        turnsPerConversation.merge(conversation, 1, Integer::sum);
                    }
                }
            }
            item = order.next();
        }
        for (int rank = 0; rank < bestFirst.size(); rank++) {
            MemoryItem each = bestFirst.get(rank);
            List<String> lines = coveredBy.getOrDefault(each.id(), stating(buffer, overlap, each));
            if (lines.isEmpty()) {
                leftOut.putIfAbsent(
                        each.id(), rank < limits.items() ? ContextStatus.OVER_BUDGET : ContextStatus.NOT_RELEVANT);
            } else {
                coveredBy.put(each.id(), lines);
                leftOut.remove(each.id());
            }
        }
        String text = buffer.isEmpty() ? "" : RecalledBlock.write(buffer.written());
        return new Packed(text, TokenCounter.count(text), coveredBy, leftOut);
    }

    /** {@return the ids of the items whose lines state an item that was not packed; empty if none do} */
    private static List<String> stating(ContextBuffer buffer, SourceOverlap overlap, MemoryItem item) {
        Set<String> covering = overlap.coveredBy(item.id());
        if (!covering.isEmpty()) {
            return List.copyOf(covering);
        }
        String line = buffer.stating(item, item.text());
        return line == null ? List.of() : List.of(line);
    }

    /**
     * The line that states an item.
     *
     * @param itemId the id of the line's item
     * @param whole whether the line contains the item's whole text
     */
    private record StatingLine(String itemId, boolean whole) {}

    /** {@return the line that states an item, its own or another item's; null if no line states it and none fits} */
    private static @Nullable StatingLine fill(
            ContextBuffer buffer, MemoryItem item, String text, ZoneId zone, TurnExcerpts excerpts) {
        boolean worthCounting = !text.isEmpty() && text.length() <= (long) buffer.left() * CHARACTERS_PER_TOKEN;
        String line = worthCounting ? buffer.add(item, text) : null;
        if (line != null) {
            return new StatingLine(line, text.equals(item.text()));
        }
        String beginning =
                buffer.isEmpty() ? beginning(item, excerpts.longestBeginning(item, buffer.left()), zone) : "";
        if (beginning.isEmpty()) {
            return null;
        }
        buffer.addCut(item, beginning);
        return new StatingLine(item.id(), false);
    }

    /** Finds the longest beginning that fits, by bisection: the number of tokens grows with the text. */
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
