// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** The kind of information that a memory states. */
public enum MemoryKind {
    /** Something that is the case. */
    FACT,
    /** Something that someone likes or wants. */
    PREFERENCE,
    /** Something that happened or will happen. */
    EVENT,
    /** What a conversation was about. */
    SUMMARY,
    /** How a task is done. */
    PROCEDURE;

    /** {@return whether it states one thing, which can change or be denied; a summary or a procedure states many} */
    public boolean isStatement() {
        return this == FACT || this == PREFERENCE || this == EVENT;
    }
}
