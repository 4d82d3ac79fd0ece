// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log.
 *
 * @param id the number of the entry
 * @param at when it happened
 * @param tenant the name of the tenant
 * @param keyId the id of the caller's key; null on a server without keys
 * @param action what was done
 * @param target the ids that it was done to
 * @param requestId the id of the request; null outside of requests
 */
public record AuditEntry(
        long id,
        Instant at,
        String tenant,
        @Nullable String keyId,
        AuditAction action,
        String target,
        @Nullable String requestId) {}
