// SPDX-License-Identifier: Apache-2.0
package dev.memoir.learning;

import dev.memoir.InvalidInputException;
import java.time.Duration;

/** Settings of fact extraction in the background. Immutable. */
public final class LearningSettings {

    /** No daily limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final int batchTurns;
    private final int batchTokens;
    private final int minTurns;
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
        minTurns = builder.minTurns;
        idle = builder.idle;
        attempts = builder.attempts;
        threads = builder.threads;
        firstPause = builder.firstPause;
        longestPause = builder.longestPause;
        poll = builder.poll;
        dailyTokens = builder.dailyTokens;
    }

    /** {@return the default settings} */
    public static LearningSettings defaults() {
        return builder().build();
    }

    /**
     * {@return a builder with the defaults} These are: at most 40 turns and 2,500 tokens per call, 6 turns start it, 2
     * seconds idle, 4 attempts, 2 threads, pauses from one second to five minutes, polling every second, no daily
     * limit. Even a call with a single turn costs about a thousand tokens, and a user who types pauses longer than two
     * seconds.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the maximum number of turns per call, at least 1} */
    public int batchTurns() {
        return batchTurns;
    }

    /**
     * {@return the maximum number of tokens of turns per call, at least 1} A longer turn gets a call of its own.
     * Pending turns with this many tokens do not wait for more.
     */
    public int batchTokens() {
        return batchTokens;
    }

    /** {@return the number of pending turns that start extraction without waiting for {@link #idle()}, at least 1} */
    public int minTurns() {
        return minTurns;
    }

    /** {@return the time for which fewer turns wait for more turns of their conversation, not negative} */
    public Duration idle() {
        return idle;
    }

    /** {@return the number of attempts to get a readable reply before the turns are parked, at least 1} */
    public int attempts() {
        return attempts;
    }

    /** {@return the number of conversations processed in parallel, at least 1} */
    public int threads() {
        return threads;
    }

    /** {@return the pause after the first failure, at least a millisecond; each further failure doubles it} */
    public Duration firstPause() {
        return firstPause;
    }

    /** {@return the maximum pause after a failure, at least a millisecond} */
    public Duration longestPause() {
        return longestPause;
    }

    /** {@return the interval of polling for due work, at least a millisecond} */
    public Duration poll() {
        return poll;
    }

    /**
     * {@return the daily token budget of a scope, at least 1} When it is used up, extraction for the scope pauses until
     * the next day (UTC); the call that exceeds it is completed. Tokens of prompts and replies are counted with cl100k;
     * other calls of the model are not known here.
     */
    public long dailyTokens() {
        return dailyTokens;
    }

    /**
     * {@return the pause after failures}
     *
     * @param failures the number of failures in a row, at least 1
     */
    public Duration pause(int failures) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    /** Builds {@link LearningSettings}. Each number and wait is checked as it is set. Not thread-safe. */
    public static final class Builder {

        /**
         * The default fits into a context window of 8,000 tokens. The rest is for 1,000 tokens of instructions, the
         * previous turns, 20 known facts, and a reply as long as the turns.
         */
        private static final int BATCH_TOKENS = 2500;

        private static final Duration SHORTEST = Duration.ofMillis(1);

        private int batchTurns = 40;
        private int batchTokens = BATCH_TOKENS;
        private int minTurns = 6;
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
         * @param batchTurns the maximum number of turns per call, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder batchTurns(int batchTurns) {
            this.batchTurns = atLeast(1, batchTurns, "batchTurns");
            return this;
        }

        /**
         * {@return this}
         *
         * @param batchTokens the maximum number of tokens of turns per call, at least 1; a longer turn gets a call of
         *     its own. Pending turns with this many tokens do not wait for more
         * @throws InvalidInputException if it is less
         */
        public Builder batchTokens(int batchTokens) {
            this.batchTokens = atLeast(1, batchTokens, "batchTokens");
            return this;
        }

        /**
         * {@return this}
         *
         * @param enoughTurns the number of pending turns that start extraction without waiting for {@code idle}, at
         *     least 1
         * @throws InvalidInputException if it is less
         */
        public Builder minTurns(int enoughTurns) {
            this.minTurns = atLeast(1, enoughTurns, "enoughTurns");
            return this;
        }

        /**
         * {@return this}
         *
         * @param idle the time for which fewer turns wait for more turns of their conversation, not negative
         * @throws InvalidInputException if it is negative
         */
        public Builder idle(Duration idle) {
            this.idle = atLeast(Duration.ZERO, idle, "idle");
            return this;
        }

        /**
         * {@return this}
         *
         * @param attempts the number of attempts to get a readable reply before the turns are parked, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder attempts(int attempts) {
            this.attempts = atLeast(1, attempts, "attempts");
            return this;
        }

        /**
         * {@return this}
         *
         * @param threads the number of conversations processed in parallel, at least 1
         * @throws InvalidInputException if it is less
         */
        public Builder threads(int threads) {
            this.threads = atLeast(1, threads, "threads");
            return this;
        }

        /**
         * {@return this}
         *
         * @param firstPause the pause after the first failure, at least a millisecond; each further failure doubles it
         * @throws InvalidInputException if it is less
         */
        public Builder firstPause(Duration firstPause) {
            this.firstPause = atLeast(SHORTEST, firstPause, "firstPause");
            return this;
        }

        /**
         * {@return this}
         *
         * @param longestPause the maximum pause after a failure, at least a millisecond
         * @throws InvalidInputException if it is less
         */
        public Builder longestPause(Duration longestPause) {
            this.longestPause = atLeast(SHORTEST, longestPause, "longestPause");
            return this;
        }

        /**
         * {@return this}
         *
         * @param poll the interval of polling for due work, at least a millisecond
         * @throws InvalidInputException if it is less
         */
        public Builder poll(Duration poll) {
            this.poll = atLeast(SHORTEST, poll, "poll");
            return this;
        }

        /**
         * {@return this}
         *
         * @param dailyTokens the daily token budget of a scope, at least 1; when it is used up, extraction for the
         *     scope pauses until the next day (UTC), and the call that exceeds it is completed. Tokens of prompts and
         *     replies are counted with cl100k; other calls of the model are not known here
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
                        "The learning setting " + name + " must be at least " + least + ", was " + value);
            }
            return value;
        }
    }
}
