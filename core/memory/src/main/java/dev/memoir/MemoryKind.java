package dev.memoir;

/** What sort of thing a memory tells. */
public enum MemoryKind {
    /** Something that is so. */
    FACT,
    /** What someone likes or wants. */
    PREFERENCE,
    /** Something that happened or will happen. */
    EVENT,
    /** What a conversation was about. */
    SUMMARY,
    /** How a task is done. */
    PROCEDURE;

    /** {@return whether it states one thing, which can change or be denied; a summary or a procedure tells many} */
    public boolean isStatement() {
        return this == FACT || this == PREFERENCE || this == EVENT;
    }
}
