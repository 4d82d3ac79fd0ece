package dev.memoir.recall.time;

/** The hemisphere that determines the seasons: in the north spring begins in March, in the south in September. */
public enum Hemisphere {
    /** Winter is December to February. */
    NORTHERN,
    /** Winter is June to August. */
    SOUTHERN
}
