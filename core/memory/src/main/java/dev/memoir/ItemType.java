// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** The two types of items that a memory holds. */
public enum ItemType {
    /** A turn, as it was said. */
    TURN,
    /** A memory: a fact, preference, event, summary or procedure. */
    MEMORY
}
