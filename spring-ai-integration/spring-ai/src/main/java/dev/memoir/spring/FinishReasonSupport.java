// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Learns which models report that they have finished. Most do; a stream of such a model that ends without a finish
 * reason was cut off. Streams of other models are taken as complete. Thread-safe.
 */
final class FinishReasonSupport {

    /** An application uses a handful; one that makes up model names must not fill the heap. */
    private static final int MAX_MODELS = 1_000;

    private final Set<TurnCapture.Model> finishing = ConcurrentHashMap.newKeySet();

    /** {@return whether the answer of an ended stream is complete, as far as its model lets one know} */
    boolean isWhole(TurnCapture turn) {
        if (!turn.finished()) {
            return !finishing.contains(turn.model());
        }
        if (finishing.size() < MAX_MODELS) {
            finishing.add(turn.model());
        }
        return true;
    }
}
