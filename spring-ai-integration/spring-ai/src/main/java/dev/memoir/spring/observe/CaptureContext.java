// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import io.micrometer.observation.Observation;

/** The observation context of one attempt to store turns or memories: numbers only, no text. */
public final class CaptureContext extends Observation.Context {

    private final String embedder;
    private final int turns;
    private boolean stored;

    /**
     * Creates a context.
     *
     * @param embedder the kind of embedder of the memory
     * @param turns the number of turns or texts to store
     */
    public CaptureContext(String embedder, int turns) {
        this.embedder = embedder;
        this.turns = turns;
    }

    /** {@return the kind of embedder of the memory} */
    public String embedder() {
        return embedder;
    }

    /** {@return the number of turns or texts to store} */
    public int turns() {
        return turns;
    }

    /** {@return whether they are stored} */
    public boolean stored() {
        return stored;
    }

    void ended() {
        stored = true;
    }
}
