package dev.memoir.ingest;

import java.time.Duration;

/**
 * How turns are drawn from.
 *
 * @param batchTurns the most turns in one call, at least 1
 * @param batchTokens the most tokens of turns in one call, but for a turn that alone has more; pending turns that have as
 *     many are not kept waiting for more
 * @param enoughTurns from so many pending turns on nothing more is waited for
 * @param idle how long fewer turns wait for more of their conversation
 * @param attempts how often a reply that cannot be read is asked for before its turns are parked, at least 1
 * @param threads how many conversations are worked on at a time, at least 1
 * @param firstPause how long to wait after the first failure; each further one doubles it
 * @param longestPause the longest wait after a failure
 * @param poll how often to look for what is due
 * @param dailyTokens from how many tokens on nothing more is drawn for a scope until the next day (in UTC) begins; the call
 *     that passes it is finished. Prompts and replies are counted, as cl100k counts them; what other calls of the model cost
 *     is not known here
 */
public record IngestSettings(
        int batchTurns,
        int batchTokens,
        int enoughTurns,
        Duration idle,
        int attempts,
        int threads,
        Duration firstPause,
        Duration longestPause,
        Duration poll,
        long dailyTokens) {

    /**
     * What models with a window of 8,000 tokens take beside 1,000 of instructions, the turns before, 20 known facts, and a
     * reply as long as the turns.
     */
    private static final int BATCH_TOKENS = 2500;

    /** No ceiling. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /**
     * {@return 20 turns of 2,500 tokens a call, 6 are enough, 2 seconds idle, 4 attempts, 2 threads, pauses from a second to five minutes}
     * One call costs some thousand tokens however few turns it holds, and a user who types pauses longer than two seconds.
     */
    public static IngestSettings standard() {
        return new IngestSettings(
                20,
                BATCH_TOKENS,
                6,
                Duration.ofSeconds(2),
                4,
                2,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                UNLIMITED);
    }

    /**
     * {@return these settings, with a ceiling}
     *
     * @param dailyTokens at least 1
     */
    public IngestSettings withDailyTokens(long dailyTokens) {
        return new IngestSettings(
                batchTurns,
                batchTokens,
                enoughTurns,
                idle,
                attempts,
                threads,
                firstPause,
                longestPause,
                poll,
                dailyTokens);
    }

    /**
     * {@return how long to wait}
     *
     * @param failures how many in a row, at least 1
     */
    Duration pause(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
