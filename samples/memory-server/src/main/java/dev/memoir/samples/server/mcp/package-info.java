/**
 * The Model Context Protocol: {@link McpServers} builds servers on the two transports, {@link McpConfiguration} serves
 * HTTP. A connection has one scope, which its key, a header or the command line determines, never a model.
 */
@NullMarked
package dev.memoir.samples.server.mcp;

import org.jspecify.annotations.NullMarked;
