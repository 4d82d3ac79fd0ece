/**
 * The audit log: who did what to which id, and when. It contains ids only, never content. {@link AuditLog} writes and
 * reads it; {@code CallerMemory} records every write of a memory, controllers record administration.
 */
@NullMarked
package dev.memoir.samples.server.audit;

import org.jspecify.annotations.NullMarked;
