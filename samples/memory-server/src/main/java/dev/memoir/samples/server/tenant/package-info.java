/**
 * Tenants, each with a memory of its own: isolation by construction, not by prefixes. {@link TenantMemories} opens the
 * memories; {@link CallerMemory} is the view of one caller, which checks the scope and the rights of its key and writes
 * the audit log. Nothing outside of this package gets an unchecked memory for a request.
 */
@NullMarked
package dev.memoir.samples.server.tenant;

import org.jspecify.annotations.NullMarked;
