// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** How far forgotten bytes were erased from one place that held them. */
public enum ErasureLevel {
    /** No byte is left in the files of this place, nor in their log. */
    SCRUBBED,
    /**
     * The data is deleted and can no longer be read through this place. When its server overwrites the space, and what
     * the server's log, replicas and backups keep, is under the control of that server.
     */
    REMOVED,
    /** Nothing was erased: this was a dry run. */
    NONE
}
