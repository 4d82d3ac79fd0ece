package dev.memoir.recall.time;

/** Where the seasons are those of: in the north spring begins in March, in the south in September. */
public enum Hemisphere {
    /** Winter is December to February. */
    NORTHERN,
    /** Winter is June to August. */
    SOUTHERN
}
