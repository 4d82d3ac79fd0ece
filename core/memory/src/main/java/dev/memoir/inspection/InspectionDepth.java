// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

/** How much of the stored data an inspection reads. */
public enum InspectionDepth {

    /** Reads the structure of the whole ledger and the checksums of the index: some ten seconds per gigabyte. */
    QUICK,

    /** Also compares every table of the ledger with its indexes, which takes several times as long. */
    THOROUGH
}
