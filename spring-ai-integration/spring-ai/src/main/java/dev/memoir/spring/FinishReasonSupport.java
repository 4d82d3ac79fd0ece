package dev.memoir.spring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which models say that they have finished: most do, and those that do not are believed. Of a model that does, a stream that
 * ends without it was cut. Thread-safe.
 */
final class FinishReasonSupport {

    /** An application asks a handful; one that makes up names of models must not fill the heap. */
    private static final int MOST = 1_000;

    private final Set<TurnCapture.Model> finishing = ConcurrentHashMap.newKeySet();

    /** {@return whether the answer of a stream that has ended is whole, as far as its model lets one know} */
    boolean isWhole(TurnCapture turn) {
        if (!turn.finished()) {
            return !finishing.contains(turn.model());
        }
        if (finishing.size() < MOST) {
            finishing.add(turn.model());
        }
        return true;
    }
}
