// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

/** The hemisphere that determines the seasons: spring begins in March in the north, and in September in the south. */
public enum Hemisphere {
    /** Winter is December to February. */
    NORTHERN,
    /** Winter is June to August. */
    SOUTHERN
}
