package dev.memoir.spring;

import io.micrometer.observation.Observation;

/** A memory that observes recalls as the turns see them, which end when the turn does not wait any longer. */
public interface ObservedRecalls {

    /**
     * {@return the observation of one recall, started} A search within its scope is part of it. Whoever asked for it gives it
     * the error that the turn met, if any, and stops it.
     */
    Observation startRecall();
}
