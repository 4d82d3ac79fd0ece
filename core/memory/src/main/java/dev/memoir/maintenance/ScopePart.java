// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

/** A part of a scope. */
public enum ScopePart {
    /** The user. */
    USER,
    /** The agent. */
    AGENT,
    /** The run. */
    RUN
}
