// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.connection;

import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.CallerMemory;
import java.util.function.Supplier;

/**
 * A connection of an MCP client: whose memory it uses and what it may do. A model that uses the connection cannot
 * change either.
 *
 * @param caller the authenticated caller
 * @param scope the scope of everything that is read and written
 * @param memories opens the caller's memory
 * @param extracts whether there is a language model that extracts facts
 */
public record McpConnection(Caller caller, Scope scope, Supplier<CallerMemory> memories, boolean extracts) {

    /** {@return the caller's memory} */
    public CallerMemory memory() {
        return memories.get();
    }

    /**
     * {@return whether another connection has the same key and the same scope, and may thus use the same session}
     *
     * @param other the other connection
     */
    public boolean sharesSessionsWith(McpConnection other) {
        return caller.equals(other.caller) && scope.equals(other.scope);
    }
}
