/**
 * The transports of MCP: {@link StreamableHttpTransport} and {@link StdioTransport}, on the SDK's sessions. Both read
 * messages strictly ({@link JsonRpcReader}), let clients cancel calls ({@link RunningCalls}) and give every request
 * the connection it came from.
 */
@NullMarked
package dev.memoir.samples.server.mcp.transport;

import org.jspecify.annotations.NullMarked;
