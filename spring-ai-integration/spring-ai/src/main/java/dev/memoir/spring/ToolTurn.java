// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.Scope;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The turn in which a memory tool is called, as far as the tool needs it.
 *
 * @param scope the scope to read and write
 * @param zone the time zone, or null for the memory's
 */
record ToolTurn(Scope scope, @Nullable ZoneId zone) {}
