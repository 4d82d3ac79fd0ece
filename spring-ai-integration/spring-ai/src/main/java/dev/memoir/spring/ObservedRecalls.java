// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import io.micrometer.observation.Observation;

/** A memory that observes recalls as turns see them: a recall ends when its turn no longer waits for it. */
public interface ObservedRecalls {

    /**
     * {@return the started observation of one recall} A search within its scope is part of it. The caller sets the
     * error that the turn met, if any, and stops it.
     */
    Observation startRecall();
}
