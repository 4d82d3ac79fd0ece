package dev.memoir;

/** How exactly a time is known: the start of the named unit stands for the whole of it. */
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
