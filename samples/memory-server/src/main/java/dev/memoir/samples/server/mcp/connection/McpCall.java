// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.connection;

import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A request of an MCP client while it is being carried out. Cancelling it interrupts only what is declared to be
 * interruptible: a write that has begun is completed. Thread-safe.
 */
public final class McpCall {

    private static final String KEY = McpCall.class.getName();

    private final McpConnection connection;
    private @Nullable Thread waiting;
    private boolean cancelled;

    /**
     * Creates a call.
     *
     * @param connection the connection that it came from
     */
    public McpCall(McpConnection connection) {
        this.connection = connection;
    }

    /**
     * {@return the call that a request's context was made for}
     *
     * @param context the context, see {@link #context()}
     */
    public static McpCall of(McpTransportContext context) {
        return (McpCall) Objects.requireNonNull(context.get(KEY), "the transport adds it to every request");
    }

    /** {@return a context that carries this call through the SDK} */
    public McpTransportContext context() {
        return McpTransportContext.create(Map.of(KEY, this));
    }

    /** {@return the connection that it came from} */
    public McpConnection connection() {
        return connection;
    }

    /** {@return whether it was cancelled} */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Cancels the call: interruptible work is interrupted, or not begun. */
    public synchronized void cancel() {
        cancelled = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /**
     * Does work that may be interrupted at any time, such as waiting.
     *
     * @param work the work
     * @param <T> the type of its result
     * @return its result; null if the call was cancelled before
     * @throws Exception what the work throws
     */
    public <T> @Nullable T interruptibly(Callable<T> work) throws Exception {
        synchronized (this) {
            if (cancelled) {
                return null;
            }
            waiting = Thread.currentThread();
        }
        try {
            return work.call();
        } finally {
            synchronized (this) {
                waiting = null;
            }
            // The interrupt was meant for this work, not for what the thread does next.
            Thread.interrupted();
        }
    }
}
