// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

/** The calls that are counted. The names are stored. */
public enum CallType {
    /** Turns or memories were added. */
    ADD,
    /** Turns and memories were searched. */
    SEARCH
}
