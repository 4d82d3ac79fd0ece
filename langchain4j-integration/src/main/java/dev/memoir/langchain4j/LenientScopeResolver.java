// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.memoir.Scope;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolves scopes without ever failing a call. Logs a missing scope once. Thread-safe. */
final class LenientScopeResolver {

    private static final Logger LOG = LoggerFactory.getLogger(LenientScopeResolver.class);

    private final ScopeResolver resolver;
    private final AtomicBoolean warned = new AtomicBoolean();

    LenientScopeResolver(ScopeResolver resolver) {
        this.resolver = resolver;
    }

    Optional<Scope> of(@Nullable InvocationContext context) {
        try {
            Optional<Scope> scope = context == null ? Optional.empty() : resolver.resolve(context);
            if (scope.isEmpty() && !warned.getAndSet(true)) {
                LOG.warn(
                        "A call has no user, agent or run, and therefore no memory. Pass InvocationParameters with"
                                + " \"{}\", or map the memory id with ScopeResolver.fromMemoryId. This is logged once.",
                        ScopeResolver.USER_ID);
            }
            return scope;
        } catch (RuntimeException e) {
            if (!warned.getAndSet(true)) {
                LOG.warn("The scope of a call cannot be resolved, so it has no memory. This is logged once.", e);
            }
            return Optional.empty();
        }
    }
}
