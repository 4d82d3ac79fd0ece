// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.Scope;
import dev.memoir.samples.server.error.ForbiddenException;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated caller: the tenant and what the key permits.
 *
 * @param tenant the tenant
 * @param keyId the id of the key; null on a server without keys
 * @param fixedScope the only scope that the caller may use; null for every scope of the tenant
 * @param readOnly whether the caller may not write
 * @param admin whether the caller may administer the server
 */
public record Caller(
        Tenant tenant, @Nullable String keyId, @Nullable Scope fixedScope, boolean readOnly, boolean admin) {

    /** The request attribute that holds the caller. */
    public static final String ATTRIBUTE = Caller.class.getName();

    /** Everybody who reaches a server without keys, which only listens on loopback. */
    public static final Caller LOCAL = new Caller(Tenant.DEFAULT, null, null, false, true);

    /**
     * {@return the scope of a request} Ids that the key fixes are filled in if the request leaves them out.
     *
     * @param userId the user that the request names, or null
     * @param agentId the agent that the request names, or null
     * @param runId the run that the request names, or null
     * @throws ForbiddenException if the request names another user, agent or run than the key permits
     * @throws dev.memoir.InvalidInputException if neither the request nor the key names an id
     */
    public Scope scope(@Nullable String userId, @Nullable String agentId, @Nullable String runId) {
        if (fixedScope == null) {
            return new Scope(userId, agentId, runId);
        }
        return checked(new Scope(
                userId == null ? fixedScope.userId() : userId,
                agentId == null ? fixedScope.agentId() : agentId,
                runId == null ? fixedScope.runId() : runId));
    }

    /**
     * {@return the scope, if the key permits it}
     *
     * @param scope the scope of an operation
     * @throws ForbiddenException if the key is fixed to a scope that does not cover it
     */
    public Scope checked(Scope scope) {
        if (fixedScope != null && !fixedScope.covers(scope)) {
            throw new ForbiddenException("This key is bound to another user, agent or run.");
        }
        return scope;
    }

    /**
     * Checks that the caller may write.
     *
     * @throws ForbiddenException if the key is read-only
     */
    public void requireWrite() {
        if (readOnly) {
            throw new ForbiddenException("This key may only read.");
        }
    }

    /**
     * Checks that the caller may administer the server.
     *
     * @throws ForbiddenException if the key is not an admin key
     */
    public void requireAdmin() {
        if (!admin) {
            throw new ForbiddenException("This needs an admin key.");
        }
    }
}
