// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes sizes, durations and counts for people. */
final class ReadableAmount {

    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

    private ReadableAmount() {}

    /** {@return a size in decimal units, such as {@code 1.5 MB}} */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 999.95 && unit < UNITS.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
    }

    /** {@return the time since an instant in its largest unit, such as {@code 3 days}} An instant ahead counts as now. */
    static String age(Instant since, Instant now) {
        Duration age = Duration.ofSeconds(ageSeconds(since, now));
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() >= 2) {
            return age.toHours() + " hours";
        }
        return age.toMinutes() >= 2 ? age.toMinutes() + " minutes" : count(age.toSeconds(), "second");
    }

    static long ageSeconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    /** {@return a number with its noun, in the plural unless it is one} */
    static String count(long number, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural);
    }
}
