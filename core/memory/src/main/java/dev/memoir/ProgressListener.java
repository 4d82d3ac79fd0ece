package dev.memoir;

/** Hears of work that takes long enough for a person to wonder: a model loads, an index is rebuilt. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener SILENT = (task, done, total) -> {};

    /**
     * Called when a task starts (0 of n), goes on and ends (n of n), on the thread that does it; it must not throw.
     *
     * @param task what is being done, a few words
     * @param done how much is
     * @param total how much there is
     */
    void progress(String task, long done, long total);
}
