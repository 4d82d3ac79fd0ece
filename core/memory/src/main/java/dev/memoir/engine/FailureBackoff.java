package dev.memoir.engine;

/**
 * After an attempt that failed, none is made for as long as that one took: a server that refuses at once is asked again at
 * once, one that is waited for in vain costs half of the time at most. Thread-safe.
 */
final class FailureBackoff {

    private record Failure(long at, long took) {}

    private volatile Failure last = new Failure(0, 0);

    /** {@return whether no attempt is to be made yet} */
    boolean lasts() {
        Failure failure = last;
        return failure.took() > 0 && System.nanoTime() - failure.at() < failure.took();
    }

    /**
     * Begins.
     *
     * @param started when the attempt that failed was begun, by {@link System#nanoTime()}
     */
    void after(long started) {
        long now = System.nanoTime();
        last = new Failure(now, now - started);
    }
}
