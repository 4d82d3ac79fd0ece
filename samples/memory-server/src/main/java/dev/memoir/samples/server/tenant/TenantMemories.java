// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryClosedException;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.history.CallHistory;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memories of all tenants: opened at the first use, kept open, and closed with the server. Thread-safe.
 */
public final class TenantMemories implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TenantMemories.class);

    private final TenantMemoryFactory factory;
    private final AuditLog audit;
    private final CallHistory calls;
    private final Map<Tenant, Slot> slots = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Creates the memories; none is opened yet.
     *
     * @param factory opens a memory
     * @param audit records what callers do
     * @param calls counts what callers do
     */
    public TenantMemories(TenantMemoryFactory factory, AuditLog audit, CallHistory calls) {
        this.factory = factory;
        this.audit = audit;
        this.calls = calls;
    }

    /**
     * {@return the memory of a caller's tenant, limited to what the caller may do}
     *
     * @param caller the caller
     * @throws dev.memoir.MemoirException if it cannot be opened; the next call tries again
     */
    public CallerMemory of(Caller caller) {
        return new CallerMemory(open(caller.tenant()), caller, audit, calls);
    }

    /**
     * Opens the memory of a tenant before it is used.
     *
     * @param tenant the tenant
     */
    public void warmUp(Tenant tenant) {
        open(tenant);
    }

    /** {@return the memories that are open, for metrics and health} */
    public List<LongTermMemory> opened() {
        return slots.values().stream()
                .map(Slot::current)
                .filter(Objects::nonNull)
                .toList();
    }

    private LongTermMemory open(Tenant tenant) {
        return slots.computeIfAbsent(tenant, Slot::new).get();
    }

    /** Closes all memories at the same time: each waits for its running extraction. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?>[] closing = slots.values().stream()
                .map(slot -> CompletableFuture.runAsync(slot::close))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(closing).join();
    }

    /** The place of one tenant's memory; whoever comes first opens it, while other tenants are served. */
    private final class Slot {

        private final Tenant tenant;
        private volatile @Nullable LongTermMemory memory;

        Slot(Tenant tenant) {
            this.tenant = tenant;
        }

        @Nullable
        LongTermMemory current() {
            return memory;
        }

        LongTermMemory get() {
            LongTermMemory open = memory;
            return open == null ? opened() : open;
        }

        private synchronized LongTermMemory opened() {
            LongTermMemory open = memory;
            if (open == null) {
                if (closed) {
                    throw new MemoryClosedException("The server is shutting down. Send the request again.");
                }
                open = factory.open(tenant);
                memory = open;
            }
            return open;
        }

        private synchronized void close() {
            LongTermMemory open = memory;
            if (open != null) {
                try {
                    open.close();
                } catch (RuntimeException e) {
                    LOG.error("The memory of tenant {} was not closed properly.", tenant.name(), e);
                }
            }
        }
    }
}
