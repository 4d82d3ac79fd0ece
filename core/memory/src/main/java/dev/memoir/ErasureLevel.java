package dev.memoir;

/** What became of the bytes of something forgotten, in one place that held it. */
public enum ErasureLevel {
    /** No byte of it is left in the files of this place, nor in their log. */
    SCRUBBED,
    /**
     * It is deleted and cannot be read through this place any more. When its server overwrites the space, and what its log,
     * replicas and backups keep, is the server's own to govern.
     */
    REMOVED,
    /** Nothing was done: this was a dry run. */
    NONE
}
