package dev.memoir.ingest;

import dev.memoir.InvalidInputException;
import java.time.Duration;

/** How turns are drawn from. Immutable. */
public final class LearningSettings {

    /** No ceiling. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final int batchTurns;
    private final int batchTokens;
    private final int enoughTurns;
    private final Duration idle;
    private final int attempts;
    private final int threads;
    private final Duration firstPause;
    private final Duration longestPause;
    private final Duration poll;
    private final long dailyTokens;

    private LearningSettings(Builder builder) {
        batchTurns = builder.batchTurns;
        batchTokens = builder.batchTokens;
        enoughTurns = builder.enoughTurns;
        idle = builder.idle;
        attempts = builder.attempts;
        threads = builder.threads;
        firstPause = builder.firstPause;
        longestPause = builder.longestPause;
        poll = builder.poll;
        dailyTokens = builder.dailyTokens;
    }

    /** {@return the settings of a builder that was told nothing} */
    public static LearningSettings standard() {
        return builder().build();
    }

    /**
     * {@return a builder: 40 turns of 2,500 tokens a call, 6 are enough, 2 seconds idle, 4 attempts, 2 threads, pauses from a second to five minutes, looking every second, no ceiling}
     * One call costs some thousand tokens however few turns it holds, and a user who types pauses longer than two seconds.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the most turns in one call, at least 1} */
    public int batchTurns() {
        return batchTurns;
    }

    /**
     * {@return the most tokens of turns in one call, at least 1; a turn that alone has more is drawn from alone.
     * Pending turns that have as many are not kept waiting for more}
     */
    public int batchTokens() {
        return batchTokens;
    }

    /** {@return from so many pending turns on nothing more is waited for, at least 1} */
    public int enoughTurns() {
        return enoughTurns;
    }

    /** {@return how long fewer turns wait for more of their conversation, not negative} */
    public Duration idle() {
        return idle;
    }

    /** {@return how often a reply that cannot be read is asked for before its turns are parked, at least 1} */
    public int attempts() {
        return attempts;
    }

    /** {@return how many conversations are worked on at a time, at least 1} */
    public int threads() {
        return threads;
    }

    /** {@return how long to wait after the first failure, at least a millisecond; each further one doubles it} */
    public Duration firstPause() {
        return firstPause;
    }

    /** {@return the longest wait after a failure, at least a millisecond} */
    public Duration longestPause() {
        return longestPause;
    }

    /** {@return how often to look for what is due, at least a millisecond} */
    public Duration poll() {
        return poll;
    }

    /**
     * {@return from how many tokens on nothing more is drawn for a scope until the next day (in UTC) begins, at least
     * 1; the call that passes it is finished. Prompts and replies are counted, as cl100k counts them; what other calls
     * of the model cost is not known here}
     */
    public long dailyTokens() {
        return dailyTokens;
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

    /** Builds {@link LearningSettings}. Each number and wait is checked as it is set. Not thread-safe. */
    public static final class Builder {

        /**
         * What models with a window of 8,000 tokens take beside 1,000 of instructions, the turns before, 20 known facts, and a
         * reply as long as the turns.
         */
        private static final int BATCH_TOKENS = 2500;

        private static final Duration SHORTEST = Duration.ofMillis(1);

        private int batchTurns = 40;
        private int batchTokens = BATCH_TOKENS;
        private int enoughTurns = 6;
        private Duration idle = Duration.ofSeconds(2);
        private int attempts = 4;
        private int threads = 2;
        private Duration firstPause = Duration.ofSeconds(1);
        private Duration longestPause = Duration.ofMinutes(5);
        private Duration poll = Duration.ofSeconds(1);
        private long dailyTokens = UNLIMITED;

        private Builder() {}

        /**
         * {@return this}
         *
         * @param batchTurns the most turns in one call, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder batchTurns(int batchTurns) {
            this.batchTurns = atLeast(1, batchTurns, "batchTurns");
            return this;
        }

        /**
         * {@return this}
         *
         * @param batchTokens the most tokens of turns in one call, at least 1; a turn that alone has more is drawn
         *     from alone. Pending turns that have as many are not kept waiting for more
         * @throws InvalidInputException if it is less
         */
        public Builder batchTokens(int batchTokens) {
            this.batchTokens = atLeast(1, batchTokens, "batchTokens");
            return this;
        }

        /**
         * {@return this}
         *
         * @param enoughTurns from so many pending turns on nothing more is waited for, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder enoughTurns(int enoughTurns) {
            this.enoughTurns = atLeast(1, enoughTurns, "enoughTurns");
            return this;
        }

        /**
         * {@return this}
         *
         * @param idle how long fewer turns wait for more of their conversation, not negative
         * @throws InvalidInputException if it is negative
         */
        public Builder idle(Duration idle) {
            this.idle = atLeast(Duration.ZERO, idle, "idle");
            return this;
        }

        /**
         * {@return this}
         *
         * @param attempts how often a reply that cannot be read is asked for before its turns are parked, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder attempts(int attempts) {
            this.attempts = atLeast(1, attempts, "attempts");
            return this;
        }

        /**
         * {@return this}
         *
         * @param threads how many conversations are worked on at a time, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder threads(int threads) {
            this.threads = atLeast(1, threads, "threads");
            return this;
        }

        /**
         * {@return this}
         *
         * @param firstPause how long to wait after the first failure, at least a millisecond; each further one doubles it
         * @throws InvalidInputException if it is less
         */
        public Builder firstPause(Duration firstPause) {
            this.firstPause = atLeast(SHORTEST, firstPause, "firstPause");
            return this;
        }

        /**
         * {@return this}
         *
         * @param longestPause the longest wait after a failure, at least a millisecond
         * @throws InvalidInputException if it is less
         */
        public Builder longestPause(Duration longestPause) {
            this.longestPause = atLeast(SHORTEST, longestPause, "longestPause");
            return this;
        }

        /**
         * {@return this}
         *
         * @param poll how often to look for what is due, at least a millisecond
         * @throws InvalidInputException if it is less
         */
        public Builder poll(Duration poll) {
            this.poll = atLeast(SHORTEST, poll, "poll");
            return this;
        }

        /**
         * {@return this}
         *
         * @param dailyTokens from how many tokens on nothing more is drawn for a scope until the next day (in UTC)
         *     begins, at least 1; the call that passes it is finished. Prompts and replies are counted, as cl100k counts
         *     them; what other calls of the model cost is not known here
         * @throws InvalidInputException if it is less
         */
        public Builder dailyTokens(long dailyTokens) {
            this.dailyTokens = atLeast(1L, dailyTokens, "dailyTokens");
            return this;
        }

        /** {@return the settings} */
        public LearningSettings build() {
            return new LearningSettings(this);
        }

        private static <T extends Comparable<T>> T atLeast(T least, T value, String name) {
            if (value.compareTo(least) < 0) {
                throw new InvalidInputException(
                        "The " + name + " of an ingestion is " + value + "; it must be at least " + least + ".");
            }
            return value;
        }
    }
}
