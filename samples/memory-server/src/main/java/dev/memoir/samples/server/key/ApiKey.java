// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without its secret.
 *
 * @param id the id
 * @param hint the beginning of the secret, to recognise the key by
 * @param tenant the tenant whose memory it opens
 * @param label what it is for
 * @param scope the only scope that it may use; null for every scope of the tenant
 * @param readOnly whether it may not write
 * @param admin whether it may administer the server: keys, tenants, the audit log, exports and imports of everything
 * @param createdAt when it was created
 * @param lastUsedAt when it was last used, to the minute; null if never
 * @param revokedAt when it was revoked; null while it is valid
 */
public record ApiKey(
        String id,
        String hint,
        Tenant tenant,
        String label,
        @Nullable Scope scope,
        boolean readOnly,
        boolean admin,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** {@return the caller who presents this key} */
    public Caller caller() {
        return new Caller(tenant, id, scope, readOnly, admin);
    }
}
