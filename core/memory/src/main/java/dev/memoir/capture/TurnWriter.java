// SPDX-License-Identifier: Apache-2.0
package dev.memoir.capture;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.internal.concurrent.InterruptGuard;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes turns in the background, so that a chat call does not wait for a disk or an embedder. The turns of one
 * conversation are written sequentially, in the order in which they were added; conversations share a few threads. A
 * full queue ({@value #CAPACITY} turns per thread) blocks the caller: back-pressure rather than data loss. When the memory
 * forgets a scope, turns of that scope that are not written yet are discarded. Thread-safe.
 */
public final class TurnWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnWriter.class);

    /** The number of threads: an add embeds on one core, and the ledger writes one at a time anyway. */
    private static final int WORKERS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** The maximum number of turns that wait for each thread, which is some seconds of work. */
    private static final int CAPACITY = 500;

    /** How long a recall waits for earlier turns of the same scope, so that the next turn knows the last one. */
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * The pauses between attempts to write to a failing store; after the last attempt the turn is lost, which is
     * logged.
     */
    private static final List<Duration> RETRIES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));

    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** The writers of all open memories. */
    private static final ConcurrentMap<LongTermMemory, TurnWriter> SHARED = new ConcurrentHashMap<>();

    private final LongTermMemory memory;
    private final PendingWrites pending = new PendingWrites();
    private final AtomicLong lostTurns = new AtomicLong();
    private final List<ThreadPoolExecutor> workers =
            Stream.generate(TurnWriter::worker).limit(WORKERS).toList();

    /**
     * Creates a writer.
     *
     * @param memory the memory to write to
     */
    public TurnWriter(LongTermMemory memory) {
        this.memory = memory;
        memory.onForget(this::discard);
    }

    /**
     * {@return the shared writer of a memory} Sharing lets each recall wait for all captures, and an integration that
     * is created for each request needs no threads of its own. The writer is closed with the memory.
     *
     * @param memory the memory to write to
     */
    public static TurnWriter of(LongTermMemory memory) {
        return SHARED.computeIfAbsent(memory, open -> {
            TurnWriter workers = new TurnWriter(open);
            open.onClose(() -> {
                workers.close();
                SHARED.remove(open);
            });
            return workers;
        });
    }

    private static ThreadPoolExecutor worker() {
        ThreadPoolExecutor worker = new ThreadPoolExecutor(
                1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), TurnWriter::named, TurnWriter::await);
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "memoir-capture");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Runnable work, ThreadPoolExecutor worker) {
        if (worker.isShutdown()) {
            throw new RejectedExecutionException("The turn writer is closed");
        }
        try {
            worker.getQueue().put(work);
            // A worker that was closed during the wait may have ended without this task.
            if (worker.isShutdown() && worker.remove(work)) {
                throw new RejectedExecutionException("The turn writer is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(
                    "Interrupted while waiting for room in a queue of " + CAPACITY + " turns", e);
        }
    }

    /**
     * Schedules turns to be written, after earlier turns of the same conversation.
     *
     * @param request the turns to store
     */
    public void add(AddRequest request) {
        add(request, UnaryOperator.identity());
    }

    /**
     * Schedules turns to be written, after earlier turns of the same conversation.
     *
     * @param request the turns to store
     * @param within wraps the write to propagate thread-local context of a framework, such as the current trace
     */
    public void add(AddRequest request, UnaryOperator<Runnable> within) {
        PendingWrites.Write pendingWrite = pending.begin(request.scope());
        Runnable write = within.apply(() -> writeOrLose(request, pendingWrite));
        try {
            workers.get(Math.floorMod(Objects.hash(request.scope(), request.conversation()), WORKERS))
                    .execute(() -> {
                        try {
                            write.run();
                        } finally {
                            pendingWrite.complete();
                        }
                    });
        } catch (RejectedExecutionException e) {
            LOG.warn("A turn is not remembered, because it cannot be queued: {}", e.getMessage());
            lostTurns.incrementAndGet();
            pendingWrite.complete();
        }
    }

    /** {@return the number of requests that are not written yet} */
    public int waitingTurns() {
        return pending.count();
    }

    /** {@return the number of lost requests so far: rejected, or not written after all attempts} */
    public long lostTurns() {
        return lostTurns.get();
    }

    /**
     * Waits at most a few seconds until all turns added so far that a scope reads are written.
     *
     * @param scope the scope that is about to be read
     * @return whether they are written; false after the timeout or if the thread is interrupted
     */
    public boolean awaitWritten(Scope scope) {
        return awaitWritten(scope, SETTLE_TIMEOUT);
    }

    /**
     * Waits until all turns added so far that a scope reads are written.
     *
     * @param scope the scope that is about to be read
     * @param timeout the maximum time to wait
     * @return whether they are written; false after the timeout or if the thread is interrupted
     */
    public boolean awaitWritten(Scope scope, Duration timeout) {
        boolean settled = pending.await(scope::covers, timeout);
        if (!settled) {
            LOG.warn(
                    "The last turns are not written {}. This recall may not know them.",
                    Thread.currentThread().isInterrupted() ? "yet, and the thread is interrupted" : "after " + timeout);
        }
        return settled;
    }

    /** Waits until all turns added so far are written, even if the thread is interrupted, and accepts further ones. */
    public void drain() {
        InterruptGuard.after(() -> {
            if (!pending.await(scope -> true, DRAIN_TIMEOUT)) {
                LOG.error("The last turns are not written after {}.", DRAIN_TIMEOUT);
            }
        });
    }

    private void discard(Scope scope) {
        if (!pending.discard(scope::covers, DRAIN_TIMEOUT)) {
            throw new StorageException("Nothing is forgotten yet: turns of the scope are still being written"
                    + (Thread.currentThread().isInterrupted()
                            ? ", and the thread is interrupted. Forget again."
                            : " after " + DRAIN_TIMEOUT
                                    + ". Fix what the log reports about the store, then forget again."));
        }
    }

    private void writeOrLose(AddRequest request, PendingWrites.Write pendingWrite) {
        boolean stored = false;
        try {
            stored = write(request, pendingWrite);
        } finally {
            if (!stored && !pendingWrite.isDiscarded()) {
                lostTurns.incrementAndGet();
            }
        }
    }

    private boolean write(AddRequest request, PendingWrites.Write pendingWrite) {
        for (int attempt = 0; ; attempt++) {
            if (pendingWrite.isDiscarded()) {
                LOG.debug("A turn is discarded, because its scope is forgotten.");
                return false;
            }
            try {
                memory.add(request);
                return true;
            } catch (StorageException e) {
                if (attempt == RETRIES.size()) {
                    LOG.error("A turn could not be written and is lost. Fix the cause that follows.", e);
                    return false;
                }
                LOG.warn("A turn could not be written. The next attempt is in {}.", RETRIES.get(attempt), e);
                pause(RETRIES.get(attempt));
            } catch (InvalidInputException e) {
                LOG.warn("A turn cannot be remembered: {}", e.getMessage());
                return false;
            } catch (MemoirException e) {
                LOG.error("A turn is not remembered.", e);
                return false;
            } catch (RuntimeException e) {
                LOG.error("A turn is not remembered, because the memory failed unexpectedly.", e);
                return false;
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes all waiting turns, even if the thread is interrupted, and rejects new ones. Closing twice has no effect.
     */
    @Override
    public void close() {
        workers.forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        for (ThreadPoolExecutor worker : workers) {
            if (!InterruptGuard.awaitEnd(worker, Duration.ofNanos(end - System.nanoTime()))) {
                LOG.error(
                        "{} turns were not written in time and are lost.",
                        worker.getQueue().size());
            }
        }
    }
}
