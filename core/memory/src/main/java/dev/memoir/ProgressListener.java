// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** Is notified of tasks that take noticeably long: a model is loaded, an index is rebuilt. */
@FunctionalInterface
public interface ProgressListener {

    /** Ignores all notifications. */
    ProgressListener SILENT = (task, done, total) -> {};

    /**
     * Called when a task starts (0 of n), makes progress and ends (n of n), on the thread that runs it; must not throw.
     *
     * @param task the task in a few words
     * @param done the amount of work done
     * @param total the total amount of work
     */
    void progress(String task, long done, long total);
}
