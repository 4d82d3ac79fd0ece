package dev.memoir.recall;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Profile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Packs what holds into a token budget. What does not fit goes by weight: what is about the user stays before what is about
 * others, what was told more often before what was told once, the latest before the rest. What stays is told in groups, in the
 * order in which it was recorded, so that a prompt keeps its beginning while memory grows: providers cache by it.
 */
public final class ProfilePacker {

    /** Told three times is told often enough: beyond that the latest weighs more. */
    private static final int OFTEN = 3;

    /** Characters of one token at the most, as in {@link ContextPacker}. */
    private static final int CHARACTERS_PER_TOKEN = 12;

    private static final Set<String> USER = Set.of("user", "the user");

    private static final Comparator<Memory> IN_ORDER =
            Comparator.comparing(Memory::recordedAt).thenComparing(Memory::id);

    private ProfilePacker() {}

    /** In the order in which they are told. */
    private enum Group {
        PREFERENCES("Preferences"),
        FACTS("Facts"),
        OTHERS("About others"),
        COMING("Coming up");

        private final String head;

        Group(String head) {
            this.head = head;
        }
    }

    /**
     * {@return the profile}
     *
     * @param standing facts, preferences and events that hold, in any order
     * @param sources how many turns told each
     * @param now what begins later is coming up
     * @param budget the most tokens that the block takes, 0 for an empty one
     */
    public static Profile pack(List<Memory> standing, ToIntFunction<Memory> sources, Instant now, int budget) {
        return pack(standing, sources, now, ZoneOffset.UTC, budget);
    }

    /**
     * {@return the profile}
     *
     * @param standing facts, preferences and events that hold, in any order
     * @param sources how many turns told each
     * @param now what begins later is coming up
     * @param zone the time zone of dates that have none themselves
     * @param budget the most tokens that the block takes, 0 for an empty one
     */
    public static Profile pack(
            List<Memory> standing, ToIntFunction<Memory> sources, Instant now, ZoneId zone, int budget) {
        List<Memory> byWeight = standing.stream()
                .sorted(Comparator.comparing(ProfilePacker::aboutUser)
                        .thenComparing(memory -> Math.min(OFTEN, sources.applyAsInt(memory)))
                        .thenComparing(IN_ORDER)
                        .reversed())
                .toList();
        List<Memory> packed = new ArrayList<>();
        int left = budget - TokenCounter.count(written(List.of(), now, zone) + frame());
        for (Memory memory : byWeight) {
            if (left <= 0) {
                break;
            }
            int tokens = tokens(memory, now, zone, left);
            if (tokens <= left) {
                packed.add(memory);
                left -= tokens;
            }
        }
        String text = written(packed, now, zone);
        // Tokens do not end where lines do.
        while (TokenCounter.count(text) > budget) {
            packed.remove(packed.size() - 1);
            text = written(packed, now, zone);
        }
        List<Memory> items =
                grouped(packed, now).values().stream().flatMap(List::stream).toList();
        return new Profile(items, text, TokenCounter.count(text));
    }

    /** All that a block holds beside its items. */
    private static String frame() {
        Map<String, List<String>> heads = new LinkedHashMap<>();
        for (Group group : Group.values()) {
            heads.put(group.head, List.of(""));
        }
        return ProfileBlock.write(heads);
    }

    private static int tokens(Memory memory, Instant now, ZoneId zone, int left) {
        return memory.text().length() > (long) left * CHARACTERS_PER_TOKEN
                ? Integer.MAX_VALUE
                : TokenCounter.count(line(memory, now, zone));
    }

    private static String written(List<Memory> packed, Instant now, ZoneId zone) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        grouped(packed, now)
                .forEach((group, memories) -> lines.put(
                        group.head,
                        memories.stream().map(memory -> line(memory, now, zone)).toList()));
        return ProfileBlock.write(lines);
    }

    private static Map<Group, List<Memory>> grouped(List<Memory> packed, Instant now) {
        Map<Group, List<Memory>> groups = new LinkedHashMap<>();
        for (Group group : Group.values()) {
            groups.put(
                    group,
                    packed.stream()
                            .filter(memory -> group(memory, now) == group)
                            .sorted(IN_ORDER)
                            .toList());
        }
        return groups;
    }

    private static Group group(Memory memory, Instant now) {
        Instant from = memory.valid().from();
        if (memory.kind() == MemoryKind.EVENT || (from != null && from.isAfter(now))) {
            return Group.COMING;
        }
        if (!aboutUser(memory)) {
            return Group.OTHERS;
        }
        return memory.kind() == MemoryKind.PREFERENCE ? Group.PREFERENCES : Group.FACTS;
    }

    private static boolean aboutUser(Memory memory) {
        @Nullable String subject = memory.subject();
        return subject == null
                || USER.contains(subject.strip().toLowerCase(Locale.ROOT))
                || subject.equals(memory.attributedTo());
    }

    private static String line(Memory memory, Instant now, ZoneId zone) {
        Instant from = memory.valid().from();
        return ProfileBlock.line(
                from == null || group(memory, now) != Group.COMING
                        ? memory.text()
                        : "[" + ItemFormatter.date(memory.valid(), from, zone) + "] " + memory.text());
    }
}
