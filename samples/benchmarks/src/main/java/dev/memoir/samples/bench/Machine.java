// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Describes the machine of a measurement: the first lines of a block for RESULTS.md. */
public final class Machine {

    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration MOST = Duration.ofMinutes(15);

    private Machine() {}

    /**
     * {@return the command, the date and the machine, in a line}
     *
     * @param command the arguments of {@code ./memoir bench}
     */
    public static String heading(String command) {
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

    /**
     * Waits until the process is idle: after it is filled, an index continues to merge segments, which would distort
     * measurements. Gives up after a quarter of an hour.
     */
    static void rest() {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long until = System.nanoTime() + MOST.toNanos();
        long before;
        do {
            before = process.getProcessCpuTime();
            LockSupport.parkNanos(LOOK.toNanos());
        } while (process.getProcessCpuTime() - before > LOOK.toNanos() / 10 && System.nanoTime() < until);
    }

    /** {@return the used heap after garbage collection, in megabytes} */
    static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
