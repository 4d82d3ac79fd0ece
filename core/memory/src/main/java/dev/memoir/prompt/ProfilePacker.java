// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

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
 * Packs current memories into a profile within a token budget. Memories are kept by priority: about the user before
 * about others, stated often before stated once, recent before old. The kept memories are grouped and listed in the
 * order in which they were recorded, so that the beginning of a prompt stays stable while memory grows: providers cache
 * by prefix.
 */
public final class ProfilePacker {

    /** The number of sources beyond which a further one adds nothing, and recency decides. */
    private static final int MAX_COUNTED_SOURCES = 3;

    /** An upper bound of the characters per token, as in {@link ContextPacker}. */
    private static final int CHARACTERS_PER_TOKEN = 12;

    private static final Set<String> USER = Set.of("user", "the user");

    private static final Comparator<Memory> IN_ORDER =
            Comparator.comparing(Memory::recordedAt).thenComparing(Memory::id);

    private ProfilePacker() {}

    /** The sections of a profile, in order. */
    private enum Group {
        PREFERENCES("Preferences"),
        FACTS("Facts"),
        OTHERS("About others"),
        COMING("Coming up");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }
    }

    /**
     * {@return the profile}
     *
     * @param current the current facts, preferences and events, in any order
     * @param sources returns the number of source turns of a memory
     * @param now the current time; memories valid from a later time are listed as coming up
     * @param budget the maximum number of tokens of the block; 0 for an empty profile
     */
    public static Profile pack(List<Memory> current, ToIntFunction<Memory> sources, Instant now, int budget) {
        return pack(current, sources, now, ZoneOffset.UTC, budget);
    }

    /**
     * {@return the profile}
     *
     * @param current the current facts, preferences and events, in any order
     * @param sources returns the number of source turns of a memory
     * @param now the current time; memories valid from a later time are listed as coming up
     * @param zone the time zone of dates that have none
     * @param budget the maximum number of tokens of the block; 0 for an empty profile
     */
    public static Profile pack(
            List<Memory> current, ToIntFunction<Memory> sources, Instant now, ZoneId zone, int budget) {
        List<Memory> byWeight = current.stream()
                .sorted(Comparator.comparing(ProfilePacker::aboutUser)
                        .thenComparing(memory -> Math.min(MAX_COUNTED_SOURCES, sources.applyAsInt(memory)))
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
        // Tokens may span lines, so the sum of the lines is only an estimate.
        while (TokenCounter.count(text) > budget) {
            packed.remove(packed.size() - 1);
            text = written(packed, now, zone);
        }
        List<Memory> items =
                grouped(packed, now).values().stream().flatMap(List::stream).toList();
        return new Profile(items, text, TokenCounter.count(text));
    }

    /** Returns the block without its items. */
    private static String frame() {
        Map<String, List<String>> headings = new LinkedHashMap<>();
        for (Group group : Group.values()) {
            headings.put(group.heading, List.of(""));
        }
        return ProfileBlock.write(headings);
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
                        group.heading,
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
