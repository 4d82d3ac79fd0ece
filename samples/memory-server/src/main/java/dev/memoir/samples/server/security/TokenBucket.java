// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.security;

/** A bucket that is refilled at a constant rate; each request takes a token out. Thread-safe. */
final class TokenBucket {

    private final double rate;
    private final int capacity;
    private double tokens;
    private long last;

    TokenBucket(double rate, int capacity, long now) {
        this.rate = rate;
        this.capacity = capacity;
        this.tokens = capacity;
        this.last = now;
    }

    /**
     * The outcome of taking a token.
     *
     * @param granted whether there was one
     * @param remaining the number of whole tokens left
     * @param nextInSeconds when there is a token again, at least 1
     * @param fullInSeconds when the bucket is full again
     */
    record Taken(boolean granted, int remaining, long nextInSeconds, long fullInSeconds) {}

    synchronized Taken take(long now) {
        tokens = Math.min(capacity, tokens + Math.max(0, now - last) * rate / 1000);
        last = Math.max(last, now);
        boolean granted = tokens >= 1;
        if (granted) {
            tokens--;
        }
        return new Taken(granted, (int) tokens, Math.max(1, (long) Math.ceil((1 - tokens) / rate)), (long)
                Math.ceil((capacity - tokens) / rate));
    }
}
