// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** The precision of a time: the start of the unit represents the whole unit. */
public enum TimePrecision {
    /** To the millisecond. */
    INSTANT,
    /** To the day. */
    DAY,
    /** To the month. */
    MONTH,
    /** To the year. */
    YEAR
}
