package dev.memoir.recall;

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
 * A block as it fills. A day with several lines is named once, above them, which saves eight tokens a line; what was said in
 * the same words on several days is told once, with the days. Not thread-safe.
 */
final class ContextBuffer {

    /** More days than this say no more than "often". */
    private static final int MOST_DAYS = 4;

    /** ISO dates sort as written. What has a heading in common stands together. */
    private static final Comparator<Line> IN_ORDER = Comparator.comparing(Line::day)
            .thenComparing(line -> line.days().size() > 1)
            .thenComparing(line -> line.item().at())
            .thenComparing(line -> line.item() instanceof StoredTurn turn ? turn.conversation() : "")
            .thenComparing(line -> line.item() instanceof StoredTurn turn ? turn.sequence() : 0L)
            .thenComparing(line -> line.item().id());

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> linesOfDay = new HashMap<>();
    private final Map<String, Line> onlyOfDay = new HashMap<>();
    private final ZoneId zone;
    private int left;

    /**
     * @param budget the tokens that the lines may take
     * @param zone the time zone of days that have none themselves
     */
    ContextBuffer(int budget, ZoneId zone) {
        left = budget;
        this.zone = zone;
    }

    /**
     * A line.
     *
     * @param item what it tells
     * @param teller who it comes from
     * @param written in which words, as a line below a heading
     * @param wording those words, to compare
     * @param days when
     * @param dated what it takes with its days, in tokens
     * @param undated what it takes below a heading
     */
    private record Line(
            MemoryItem item,
            ItemAttribution teller,
            String written,
            TextFingerprint wording,
            List<String> days,
            int dated,
            int undated) {

        /** What stands before the source has tokens of its own, so a line need be counted only once. */
        static Line of(MemoryItem item, String text, List<String> days) {
            ItemAttribution teller = ItemAttribution.of(item);
            String written = RecalledBlock.undated(teller.source(), text);
            int undated = TokenCounter.count(written);
            return new Line(
                    item,
                    teller,
                    written,
                    TextFingerprint.of(text.replace(TurnExcerpts.OMISSION, "\n")),
                    days,
                    undated + dates(days),
                    undated);
        }

        Line on(List<String> more) {
            return new Line(item, teller, written, wording, more, undated + dates(more), undated);
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

    /** {@return the id of the item whose line states this one: its own if it got a line, null if none does and none fits} */
    @Nullable
    String add(MemoryItem item, String text) {
        if (words(text) > left) {
            return null;
        }
        Line line = Line.of(item, text, List.of(ItemFormatter.when(item, zone)));
        for (int at = 0; at < lines.size(); at++) {
            Line other = lines.get(at);
            if (line.teller().mayBe(other.teller())) {
                if (line.wording().same(other.wording())) {
                    again(at, line.day());
                    return other.item().id();
                }
                if (line.wording().within(other.wording()) && other.days().contains(line.day())) {
                    return other.item().id();
                }
            }
        }
        int cost = cost(line);
        if (cost > left) {
            return null;
        }
        lines.add(line);
        enter(line);
        left -= cost;
        return item.id();
    }

    /** {@return the id of the item whose line has the same words of the same day; null if none has} */
    @Nullable
    String stating(MemoryItem item, String text) {
        ItemAttribution teller = ItemAttribution.of(item);
        TextFingerprint wording = TextFingerprint.of(text);
        String day = ItemFormatter.when(item, zone);
        return lines.stream()
                .filter(line -> teller.mayBe(line.teller()) && line.days().contains(day))
                .filter(line -> wording.same(line.wording()) || wording.within(line.wording()))
                .map(line -> line.item().id())
                .findFirst()
                .orElse(null);
    }

    /** {@return a number of tokens that a text has at the least: every word begins one} Far cheaper than to count them. */
    private static int words(String text) {
        int words = 0;
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at - 1) == ' ' && Character.isLetterOrDigit(text.charAt(at))) {
                words++;
            }
        }
        return words;
    }

    /** Adds the beginning of a thing; the budget is known to hold it. */
    void addCut(MemoryItem item, String text) {
        Line line = Line.of(item, text, List.of(ItemFormatter.when(item, zone)));
        lines.add(line);
        enter(line);
        left -= line.dated();
    }

    private void again(int at, String day) {
        Line line = lines.get(at);
        if (line.days().contains(day) || line.days().size() == MOST_DAYS) {
            return;
        }
        TreeSet<String> days = new TreeSet<>(line.days());
        days.add(day);
        Line longer = line.on(List.copyOf(days));
        int before = left;
        if (line.days().size() == 1) {
            leave(line);
        } else {
            left += line.dated();
        }
        if (longer.dated() <= left) {
            left -= longer.dated();
            lines.set(at, longer);
        } else {
            if (line.days().size() == 1) {
                enter(line);
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
        Line first = Objects.requireNonNull(onlyOfDay.get(line.day()), "the only line of its day");
        return TokenCounter.count(RecalledBlock.heading(line.day())) + first.undated() + line.undated() - first.dated();
    }

    private void enter(Line line) {
        if (linesOfDay.merge(line.day(), 1, Integer::sum) == 1) {
            onlyOfDay.put(line.day(), line);
        }
    }

    /** Takes a line from its day, and gives back what it took there. */
    private void leave(Line line) {
        linesOfDay.merge(line.day(), -1, Integer::sum);
        List<Line> others = lines.stream()
                .filter(other -> !other.equals(line) && other.days().equals(line.days()))
                .toList();
        if (others.size() == 1) {
            onlyOfDay.put(line.day(), others.get(0));
        } else if (others.isEmpty()) {
            linesOfDay.remove(line.day());
            onlyOfDay.remove(line.day());
        }
        left += cost(line);
    }

    /** {@return the lines of the block in the order of time} */
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
