// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Generates UUIDs of version 7 (RFC 9562, 5.7 with method 3 of 6.2): 48 bits of milliseconds, 12 bits of counter, 62
 * random bits. They sort in the order of generation, even if the clock stops or goes back. Thread-safe.
 */
public final class UuidV7Generator implements IdGenerator {

    private static final int COUNTER_BITS = 12;
    private static final long RANDOM_MASK = (1L << 62) - 1;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    /**
     * Creates a generator.
     *
     * @param clock the clock that the first 48 bits are read from
     */
    public UuidV7Generator(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    UuidV7Generator(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String next() {
        long tick = tick();
        long high = (tick >>> COUNTER_BITS << 16) | 0x7000L | (tick & 0xFFF);
        long low = (1L << 63) | (random.nextLong() & RANDOM_MASK);
        return new UUID(high, low).toString();
    }

    /**
     * Returns milliseconds and counter as one number that only grows: a full counter borrows from the next millisecond.
     */
    private synchronized long tick() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
