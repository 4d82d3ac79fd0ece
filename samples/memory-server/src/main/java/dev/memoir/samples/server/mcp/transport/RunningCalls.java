// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import dev.memoir.samples.server.mcp.connection.McpCall;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The requests of one session that are being carried out, so that the client can cancel them. Thread-safe. */
final class RunningCalls {

    private static final String CANCELLED = "notifications/cancelled";

    private final Map<Object, Running> calls = new ConcurrentHashMap<>();

    private record Running(McpCall call, Disposable.Swap work) {
        void cancel() {
            call.cancel();
            work.dispose();
        }
    }

    /**
     * Carries out a request.
     *
     * @param request the request
     * @param call the call
     * @param work carries it out, and sends the response
     * @param ended runs when it was carried out or cancelled
     * @throws JsonRpcException if a request with the same id is being carried out
     */
    void run(JSONRPCRequest request, McpCall call, Mono<Void> work, Runnable ended) throws JsonRpcException {
        Running running = new Running(call, Disposables.swap());
        if (calls.putIfAbsent(request.id(), running) != null) {
            throw JsonRpcException.invalid("A request with this id is being carried out.", request.id());
        }
        running.work()
                .update(work.doFinally(signal -> {
                            calls.remove(request.id(), running);
                            synchronized (calls) {
                                calls.notifyAll();
                            }
                            ended.run();
                        })
                        .subscribe(nothing -> {}, failure -> {}));
    }

    /** Cancels a request, if the message says so. {@return whether it does} */
    boolean cancelledBy(JSONRPCMessage message) {
        if (!(message instanceof JSONRPCNotification notification)
                || !notification.method().equals(CANCELLED)) {
            return false;
        }
        if (notification.params() instanceof Map<?, ?> params) {
            Object id = params.get("requestId");
            Running running =
                    id == null ? null : calls.get(id instanceof Integer number ? (Object) number.longValue() : id);
            if (running != null) {
                running.cancel();
            }
        }
        return true;
    }

    /** {@return whether no request is being carried out} */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * Waits until no request is being carried out.
     *
     * @param patience the maximum time to wait
     */
    void awaitEnd(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (calls) {
            while (!calls.isEmpty() && System.nanoTime() < end) {
                try {
                    calls.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Cancels all requests. */
    void cancelAll() {
        calls.values().forEach(Running::cancel);
    }
}
