/**
 * Memory as tools for a model, shared by all framework integrations.
 *
 * <p>{@link dev.memoir.tools.MemoryTools} implements the tools as methods that take and return plain text and never
 * throw; {@link dev.memoir.tools.ToolDescriptions} has their names and descriptions. The application provides the scope
 * of a call; a model cannot choose it.
 */
@NullMarked
package dev.memoir.tools;

import org.jspecify.annotations.NullMarked;
