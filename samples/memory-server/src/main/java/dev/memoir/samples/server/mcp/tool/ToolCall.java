// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.Scope;
import dev.memoir.samples.server.mcp.connection.McpCall;
import dev.memoir.samples.server.tenant.CallerMemory;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One call of a tool, as the tool sees it. */
final class ToolCall {

    private final McpCall call;
    private final McpAsyncServerExchange exchange;
    private final @Nullable Object progressToken;

    ToolCall(McpCall call, McpAsyncServerExchange exchange, @Nullable Object progressToken) {
        this.call = call;
        this.exchange = exchange;
        this.progressToken = progressToken;
    }

    CallerMemory memory() {
        return call.connection().memory();
    }

    Scope scope() {
        return call.connection().scope();
    }

    /** {@return whether there is a language model that extracts facts} */
    boolean extracts() {
        return call.connection().extracts();
    }

    /** Waits for something until it is done or the call is cancelled. {@return null if it was cancelled before} */
    <T> @Nullable T interruptibly(Callable<T> work) throws Exception {
        return call.interruptibly(work);
    }

    /** Tells the client how far the call is, if it wants to know. */
    void progress(double done, double total, String message) {
        if (progressToken != null && !call.cancelled()) {
            exchange.progressNotification(ProgressNotification.builder(progressToken, done)
                            .total(total)
                            .message(message)
                            .build())
                    .block();
        }
    }
}
