// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.audit;

/** What was done. The names are stored. */
public enum AuditAction {
    /** Turns were added. */
    ADD_TURNS,
    /** Memories were stored verbatim. */
    STORE_MEMORIES,
    /** A memory was changed. */
    UPDATE,
    /** A memory was retracted. */
    DELETE,
    /** Turns or memories were hidden from recall. */
    SUPPRESS,
    /** Turns or memories were shown again. */
    UNSUPPRESS,
    /** One item was destroyed. */
    FORGET,
    /** Everything of a scope was destroyed. */
    FORGET_SCOPE,
    /** A step of a history was undone. */
    UNDO,
    /** Parked turns and summaries are tried again. */
    REPLAY,
    /** Facts were extracted again. */
    REEXTRACT,
    /** A conversation was ended. */
    END_CONVERSATION,
    /** A procedure was recorded. */
    ADD_PROCEDURE,
    /** Two names were merged, or a merge was reverted or undone. */
    CHANGE_ENTITY,
    /** A memory was exported. */
    EXPORT,
    /** Records were imported. */
    IMPORT,
    /** The index was rebuilt, or retention rules were applied. */
    MAINTENANCE,
    /** An API key was created. */
    CREATE_KEY,
    /** An API key was revoked. */
    REVOKE_KEY,
    /** Settings that apply to a whole tenant were changed. */
    CHANGE_PROJECT
}
