// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.memoir.ProgressListener;
import java.io.PrintStream;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a progress bar for tasks that take noticeably long, and removes it when done. Thread-safe. */
public final class ProgressBars implements ProgressListener, AutoCloseable {

    /** The delay before a bar appears: loading the embedder takes less, and a bar for it would only flicker. */
    private static final long NOTICEABLE_MILLIS = 1000;

    private final PrintStream err;
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable String task;
    private @Nullable ScheduledFuture<?> showing;
    private @Nullable ProgressBar bar;
    private long done;
    private long total;

    public ProgressBars(PrintStream err) {
        this.err = err;
        this.timer = new ScheduledThreadPoolExecutor(1, runnable -> {
            Thread thread = new Thread(runnable, "progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public synchronized void progress(String task, long done, long total) {
        if (!task.equals(this.task)) {
            end();
            this.task = task;
            // A task may report nothing between its start and its end, so the bar cannot wait for the next report.
            showing = timer.schedule(this::show, NOTICEABLE_MILLIS, TimeUnit.MILLISECONDS);
        }
        this.done = done;
        this.total = total;
        if (bar != null) {
            bar.maxHint(total).stepTo(done);
        }
        if (done >= total) {
            end();
        }
    }

    private synchronized void show() {
        if (task != null && bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .clearDisplayOnFinish()
                    .build();
            bar.stepTo(done);
        }
    }

    private void end() {
        if (showing != null) {
            showing.cancel(false);
            showing = null;
        }
        if (bar != null) {
            bar.close();
            bar = null;
        }
        task = null;
    }

    @Override
    public synchronized void close() {
        end();
        timer.shutdownNow();
    }
}
