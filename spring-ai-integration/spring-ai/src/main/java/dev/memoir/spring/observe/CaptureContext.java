package dev.memoir.spring.observe;

import io.micrometer.observation.Observation;

/** What a handler learns of one attempt to store turns or memories: numbers. What was said is not in it. */
public final class CaptureContext extends Observation.Context {

    private final String embedder;
    private final int turns;
    private boolean stored;

    /**
     * @param embedder what kind of embedder the memory has
     * @param turns how many turns or texts are to be stored
     */
    public CaptureContext(String embedder, int turns) {
        this.embedder = embedder;
        this.turns = turns;
    }

    /** {@return what kind of embedder the memory has} */
    public String embedder() {
        return embedder;
    }

    /** {@return how many turns or texts are to be stored} */
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
