package dev.memoir;

/** The two things a memory holds. */
public enum ItemType {
    /** A turn, as it was said. */
    TURN,
    /** A memory, as it is known. */
    MEMORY
}
