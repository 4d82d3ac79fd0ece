// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

/** How serious the result of a check is, in ascending order. */
public enum CheckLevel {

    /** Nothing has to be done. */
    OK,

    /** The memory works, but someone should look at it. */
    WARNING,

    /** The memory cannot be opened, loses data, or does not do its work. */
    PROBLEM
}
