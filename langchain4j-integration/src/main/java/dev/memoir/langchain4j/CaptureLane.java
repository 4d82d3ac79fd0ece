package dev.memoir.langchain4j;

import dev.memoir.AddRequest;
import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoirException;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes turns behind the conversation's back: one thread, in the order in which they came, so a conversation stays in
 * order and a call never waits for a disk or an embedder. When {@value #CAPACITY} turns wait, who brings another waits
 * until there is room: slow is mended, lost is not. Thread-safe.
 */
final class CaptureLane {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureLane.class);

    /** Turns that may wait: at about 100 a second written, ten seconds' worth. */
    private static final int CAPACITY = 1000;

    /** How long a recall waits for what the same scope said before, so that the next turn knows the last one. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Waits between attempts to write to a store that fails; after the last the turn is given up and the log says so. */
    private static final Duration[] RETRIES = {
        Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(5)
    };

    private static final Duration DRAINING = Duration.ofSeconds(30);

    private final LongTermMemory memory;
    private final ConcurrentMap<Scope, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), CaptureLane::named, CaptureLane::await);

    CaptureLane(LongTermMemory memory) {
        this.memory = memory;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "memoir-capture");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Runnable work, ThreadPoolExecutor lane) {
        if (lane.isShutdown()) {
            LOG.warn("A turn came after the memory was closed and is not remembered.");
            return;
        }
        try {
            lane.getQueue().put(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("A turn is not remembered: its thread was interrupted while {} others waited.", CAPACITY);
        }
    }

    void add(AddRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        last.put(request.scope(), done);
        thread.execute(() -> {
            try {
                write(request);
            } finally {
                last.remove(request.scope(), done);
                done.complete(null);
            }
        });
    }

    /** Waits, not for long, until what was said in a scope so far is written. */
    void settle(Scope scope) {
        CompletableFuture<Void> waiting = last.get(scope);
        if (waiting == null) {
            return;
        }
        try {
            waiting.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("The last turns are not written after {}. This recall may not know them.", PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The lane completes normally, whatever happens.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(AddRequest request) {
        for (int attempt = 0; ; attempt++) {
            try {
                memory.add(request);
                return;
            } catch (StorageException e) {
                if (attempt == RETRIES.length) {
                    LOG.error("A turn could not be written and is lost. Mend what the cause names.", e);
                    return;
                }
                LOG.warn("A turn could not be written and is tried again in {}.", RETRIES[attempt], e);
                pause(RETRIES[attempt]);
            } catch (InvalidInputException e) {
                LOG.warn("A turn cannot be remembered: {}", e.getMessage());
                return;
            } catch (MemoirException e) {
                LOG.error("A turn is not remembered.", e);
                return;
            } catch (RuntimeException e) {
                LOG.error("A turn is not remembered: the memory failed unexpectedly.", e);
                return;
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

    /** Writes what waits and takes nothing more; the second time does nothing. */
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(DRAINING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.error(
                        "{} turns were not written within {} and are lost.",
                        thread.getQueue().size(),
                        DRAINING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
