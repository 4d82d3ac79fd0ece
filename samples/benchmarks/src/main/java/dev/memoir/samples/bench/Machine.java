package dev.memoir.samples.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a figure was measured on: the first lines of a block for RESULTS.md. */
final class Machine {

    private Machine() {}

    static String heading(String command) {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "`./memoir bench %s`, %s, %d cores (%s), Java %s, heap at most %.1f GB",
                command,
                LocalDate.now(ZoneOffset.UTC),
                runtime.availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.version"),
                runtime.maxMemory() / 1e9);
    }

    /** {@return the heap that is in use once garbage is gone, in megabytes} */
    static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
