package dev.memoir.internal.engine;

/**
 * Backs off after a failed attempt for as long as that attempt took: a server that refuses at once is tried again at
 * once, and one that times out costs at most half of the time. Thread-safe.
 */
final class FailureBackoff {

    private record Failure(long at, long took) {}

    private volatile Failure last = new Failure(0, 0);

    /** {@return whether the next attempt has to wait} */
    boolean active() {
        Failure failure = last;
        return failure.took() > 0 && System.nanoTime() - failure.at() < failure.took();
    }

    /**
     * Notes a failed attempt.
     *
     * @param started when the attempt was started, by {@link System#nanoTime()}
     */
    void failed(long started) {
        long now = System.nanoTime();
        last = new Failure(now, now - started);
    }
}
