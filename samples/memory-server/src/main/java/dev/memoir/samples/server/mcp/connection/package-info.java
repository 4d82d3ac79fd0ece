/**
 * Who is at the other end of MCP: {@link McpConnection} fixes the caller and the scope, {@link McpCall} is one request
 * that can be cancelled. Transports create both, tools use them.
 */
@NullMarked
package dev.memoir.samples.server.mcp.connection;

import org.jspecify.annotations.NullMarked;
