/**
 * The tools of the memory for models. Each {@link MemoryTool} has a record of arguments and a record of its result,
 * whose schemas the client sees; {@link ToolRunner} calls it. Whose memory it is comes from the connection, never from
 * an argument. {@link ToolCatalog} has them all.
 */
@NullMarked
package dev.memoir.samples.server.mcp.tool;

import org.jspecify.annotations.NullMarked;
