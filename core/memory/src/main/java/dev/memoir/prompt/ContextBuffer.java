// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines of a memory block within a token budget. Several lines of one day share a heading, which saves
 * eight tokens per line; text repeated on several days is listed once, with all its days. Not thread-safe.
 */
final class ContextBuffer {

    /** The maximum number of days of a line; more of them mean no more than "often". */
    private static final int MOST_DAYS = 4;

    /** Chronological order, because ISO dates sort as text; lines that share a heading are adjacent. */
    private static final Comparator<Line> IN_ORDER = Comparator.comparing(Line::day)
            .thenComparing(line -> line.days().size() > 1)
            .thenComparing(line -> line.item().at())
            .thenComparing(line -> line.item() instanceof StoredTurn turn ? turn.conversation() : "")
            .thenComparing(line -> line.item() instanceof StoredTurn turn ? turn.sequence() : 0L)
            .thenComparing(line -> line.item().id());

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> linesOfDay = new HashMap<>();
    private final Map<String, Line> singleLineOfDay = new HashMap<>();
    private final ZoneId zone;
    private int left;

    /**
     * @param budget the maximum number of tokens of all lines
     * @param zone the time zone of items that have none
     */
    ContextBuffer(int budget, ZoneId zone) {
        left = budget;
        this.zone = zone;
    }

    /**
     * A line of the block.
     *
     * @param item the item that the line states
     * @param attribution the source of the item
     * @param written the text of the line below a heading
     * @param fingerprint the words of the item's text, for comparison
     * @param days the days of the item
     * @param dated the number of tokens of the line with its days
     * @param undated the number of tokens of the line below a heading
     */
    private record Line(
            MemoryItem item,
            ItemAttribution attribution,
            String written,
            TextFingerprint fingerprint,
            List<String> days,
            int dated,
            int undated) {

        /** The text before the source is tokenised separately, so the rest of a line is counted only once. */
        static Line of(MemoryItem item, String text, List<String> days) {
            ItemAttribution attribution = ItemAttribution.of(item);
            String written = RecalledBlock.undated(attribution.source(), text);
            int undated = TokenCounter.count(written);
            return new Line(
                    item,
                    attribution,
                    written,
                    TextFingerprint.of(text.replace(TurnExcerpts.OMISSION, "\n")),
                    days,
                    undated + dates(days),
                    undated);
        }

        Line on(List<String> more) {
            return new Line(item, attribution, written, fingerprint, more, undated + dates(more), undated);
        }

        private static int dates(List<String> days) {
            return TokenCounter.count(" [" + String.join(", ", days) + "]");
        }

        String day() {
            return days.get(0);
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int left() {
        return left;
    }

    /**
     * {@return the id of the item whose line states this one: its own if a line was added, null if no line states it
     * and none fits}
     */
    @Nullable
    String add(MemoryItem item, String text) {
        if (words(text) > left) {
            return null;
        }
        Line line = Line.of(item, text, List.of(ItemFormatter.when(item, zone)));
        for (int at = 0; at < lines.size(); at++) {
            Line other = lines.get(at);
            if (line.attribution().mayMatch(other.attribution())) {
                if (line.fingerprint().same(other.fingerprint())) {
                    addDay(at, line.day());
                    return other.item().id();
                }
                if (line.fingerprint().within(other.fingerprint())
                        && other.days().contains(line.day())) {
                    return other.item().id();
                }
            }
        }
        int cost = cost(line);
        if (cost > left) {
            return null;
        }
        lines.add(line);
        addToDay(line);
        left -= cost;
        return item.id();
    }

    /** {@return the id of the item whose line has the same words and day; null if there is none} */
    @Nullable
    String stating(MemoryItem item, String text) {
        ItemAttribution attribution = ItemAttribution.of(item);
        TextFingerprint fingerprint = TextFingerprint.of(text);
        String day = ItemFormatter.when(item, zone);
        return lines.stream()
                .filter(line ->
                        attribution.mayMatch(line.attribution()) && line.days().contains(day))
                .filter(line -> fingerprint.same(line.fingerprint()) || fingerprint.within(line.fingerprint()))
                .map(line -> line.item().id())
                .findFirst()
                .orElse(null);
    }

    /** {@return a lower bound of a text's tokens: every word begins one} Far cheaper than counting them. */
    private static int words(String text) {
        int words = 0;
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at - 1) == ' ' && Character.isLetterOrDigit(text.charAt(at))) {
                words++;
            }
        }
        return words;
    }

    /** Adds the beginning of an item. The caller ensures that it fits the budget. */
    void addCut(MemoryItem item, String text) {
        Line line = Line.of(item, text, List.of(ItemFormatter.when(item, zone)));
        lines.add(line);
        addToDay(line);
        left -= line.dated();
    }

    private void addDay(int at, String day) {
        Line line = lines.get(at);
        if (line.days().contains(day) || line.days().size() == MOST_DAYS) {
            return;
        }
        TreeSet<String> days = new TreeSet<>(line.days());
        days.add(day);
        Line longer = line.on(List.copyOf(days));
        int before = left;
        if (line.days().size() == 1) {
            removeFromDay(line);
        } else {
            left += line.dated();
        }
        if (longer.dated() <= left) {
            left -= longer.dated();
            lines.set(at, longer);
        } else {
            if (line.days().size() == 1) {
                addToDay(line);
            }
            left = before;
        }
    }

    private int cost(Line line) {
        int others = linesOfDay.getOrDefault(line.day(), 0);
        if (others == 0) {
            return line.dated();
        }
        if (others > 1) {
            return line.undated();
        }
        Line first = Objects.requireNonNull(singleLineOfDay.get(line.day()), "the only line of its day");
        return TokenCounter.count(RecalledBlock.heading(line.day())) + first.undated() + line.undated() - first.dated();
    }

    private void addToDay(Line line) {
        if (linesOfDay.merge(line.day(), 1, Integer::sum) == 1) {
            singleLineOfDay.put(line.day(), line);
        }
    }

    /** Removes a line from its day and returns its tokens to the budget. */
    private void removeFromDay(Line line) {
        linesOfDay.merge(line.day(), -1, Integer::sum);
        List<Line> others = lines.stream()
                .filter(other -> !other.equals(line) && other.days().equals(line.days()))
                .toList();
        if (others.size() == 1) {
            singleLineOfDay.put(line.day(), others.get(0));
        } else if (others.isEmpty()) {
            linesOfDay.remove(line.day());
            singleLineOfDay.remove(line.day());
        }
        left += cost(line);
    }

    /** {@return the lines of the block in chronological order} */
    List<String> written() {
        List<String> written = new ArrayList<>();
        String heading = "";
        for (Line line : lines.stream().sorted(IN_ORDER).toList()) {
            boolean several = line.days().size() == 1 && linesOfDay.getOrDefault(line.day(), 0) > 1;
            if (several && !heading.equals(line.day())) {
                written.add(RecalledBlock.heading(line.day()));
            }
            heading = several ? line.day() : "";
            written.add(several ? line.written() : RecalledBlock.dated(line.days(), line.written()));
        }
        return written;
    }
}
