package dev.memoir.capture;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.concurrent.InterruptGuard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes turns behind the conversation's back, so that a call never waits for a disk or an embedder. The turns of one
 * conversation are written one after the other, in the order in which they came; conversations share a few threads. When
 * {@value #CAPACITY} turns wait for a thread, who brings another waits until there is room: slow is mended, lost is not.
 * Thread-safe.
 */
public final class TurnWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnWriter.class);

    /** Threads: an add embeds on one core, and the ledger writes one at a time anyway. */
    private static final int LANES = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** Turns that may wait for each thread: some seconds' worth. */
    private static final int CAPACITY = 500;

    /** How long a recall waits for what the same scope said before, so that the next turn knows the last one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Waits between attempts to write to a store that fails; after the last the turn is given up and the log says so. */
    private static final List<Duration> RETRIES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5));

    private static final Duration DRAINING = Duration.ofSeconds(30);

    /** Of the memories that are open. */
    private static final ConcurrentMap<LongTermMemory, TurnWriter> SHARED = new ConcurrentHashMap<>();

    private final LongTermMemory memory;
    private final ConcurrentMap<Scope, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final List<ThreadPoolExecutor> lanes =
            Stream.generate(TurnWriter::lane).limit(LANES).toList();

    /** @param memory where turns are written */
    public TurnWriter(LongTermMemory memory) {
        this.memory = memory;
    }

    /**
     * {@return the lanes that all who capture for a memory share, so that each recall can wait for every capture and an
     * integration that is made anew for each request costs no thread} They are closed with the memory.
     *
     * @param memory where turns are written
     */
    public static TurnWriter of(LongTermMemory memory) {
        return SHARED.computeIfAbsent(memory, open -> {
            TurnWriter lanes = new TurnWriter(open);
            open.beforeClose(() -> {
                lanes.close();
                SHARED.remove(open);
            });
            return lanes;
        });
    }

    private static ThreadPoolExecutor lane() {
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), TurnWriter::named, TurnWriter::await);
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "memoir-capture");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Runnable work, ThreadPoolExecutor lane) {
        if (lane.isShutdown()) {
            throw new RejectedExecutionException("closed");
        }
        try {
            lane.getQueue().put(work);
            // A lane that closed while this waited may have gone without it.
            if (lane.isShutdown() && lane.remove(work)) {
                throw new RejectedExecutionException("closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while " + CAPACITY + " others waited", e);
        }
    }

    /**
     * Has turns written soon, after those of the same conversation that came before.
     *
     * @param request what to store
     */
    public void add(AddRequest request) {
        add(request, UnaryOperator.identity());
    }

    /**
     * Has turns written soon, after those of the same conversation that came before.
     *
     * @param request what to store
     * @param within wraps the writing with what a framework keeps for each thread, such as the current trace
     */
    public void add(AddRequest request, UnaryOperator<Runnable> within) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable writing = within.apply(() -> writeOrLose(request));
        unwritten.incrementAndGet();
        waiting.merge(request.scope(), done, (before, now) -> CompletableFuture.allOf(before, now));
        try {
            lanes.get(Math.floorMod(Objects.hash(request.scope(), request.conversation()), LANES))
                    .execute(() -> {
                        try {
                            writing.run();
                        } finally {
                            written(request.scope(), done);
                        }
                    });
        } catch (RejectedExecutionException e) {
            LOG.warn("A turn is not remembered: the memory takes no more ({}).", e.getMessage());
            lost.incrementAndGet();
            written(request.scope(), done);
        }
    }

    private void written(Scope scope, CompletableFuture<Void> done) {
        unwritten.decrementAndGet();
        done.complete(null);
        waiting.computeIfPresent(scope, (same, all) -> all.isDone() ? null : all);
    }

    /** {@return how many requests are not written yet} */
    public int waiting() {
        return unwritten.get();
    }

    /** {@return how many requests were given up so far: refused, or not written after all attempts} */
    public long lost() {
        return lost.get();
    }

    /**
     * Waits some seconds at most until what was said so far is written, as far as a scope reads it.
     *
     * @param scope the scope that is about to be read
     * @return whether it is written; false when the time is up or the thread is interrupted
     */
    public boolean settle(Scope scope) {
        return settle(scope, PATIENCE);
    }

    /**
     * Waits until what was said so far is written, as far as a scope reads it.
     *
     * @param scope the scope that is about to be read
     * @param patience the longest wait
     * @return whether it is written; false when the time is up or the thread is interrupted
     */
    public boolean settle(Scope scope, Duration patience) {
        boolean settled = settled(scope::reads, patience);
        if (!settled) {
            LOG.warn(
                    "The last turns are not written {}. This recall may not know them.",
                    Thread.currentThread().isInterrupted()
                            ? "yet, and the thread is interrupted"
                            : "after " + patience);
        }
        return settled;
    }

    /** Waits until everything said so far is written, interrupted or not, and goes on taking more. */
    public void drain() {
        InterruptGuard.after(() -> {
            if (!settled(scope -> true, DRAINING)) {
                LOG.error("The last turns are not written after {}.", DRAINING);
            }
        });
    }

    private boolean settled(Predicate<Scope> which, Duration patience) {
        CompletableFuture<?>[] before = waiting.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(before);
        if (all.isDone()) {
            return true;
        }
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A lane completes normally, whatever happens.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void writeOrLose(AddRequest request) {
        boolean stored = false;
        try {
            stored = write(request);
        } finally {
            if (!stored) {
                lost.incrementAndGet();
            }
        }
    }

    private boolean write(AddRequest request) {
        for (int attempt = 0; ; attempt++) {
            try {
                memory.add(request);
                return true;
            } catch (StorageException e) {
                if (attempt == RETRIES.size()) {
                    LOG.error("A turn could not be written and is lost. Mend what the cause names.", e);
                    return false;
                }
                LOG.warn("A turn could not be written and is tried again in {}.", RETRIES.get(attempt), e);
                pause(RETRIES.get(attempt));
            } catch (InvalidInputException e) {
                LOG.warn("A turn cannot be remembered: {}", e.getMessage());
                return false;
            } catch (MemoirException e) {
                LOG.error("A turn is not remembered.", e);
                return false;
            } catch (RuntimeException e) {
                LOG.error("A turn is not remembered: the memory failed unexpectedly.", e);
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

    /** Writes what waits, interrupted or not, and takes nothing more; the second time does nothing. */
    @Override
    public void close() {
        lanes.forEach(ThreadPoolExecutor::shutdown);
        long end = System.nanoTime() + DRAINING.toNanos();
        for (ThreadPoolExecutor lane : lanes) {
            if (!InterruptGuard.awaitEnd(lane, Duration.ofNanos(end - System.nanoTime()))) {
                LOG.error(
                        "{} turns were not written in time and are lost.",
                        lane.getQueue().size());
            }
        }
    }
}
