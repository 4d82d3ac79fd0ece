// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.memoir.Scope;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the scope of a call to an AI service. Without a scope the call proceeds without memory: there is no default
 * that users could share. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface ScopeResolver {

    /** The invocation parameter that names the user. */
    String USER_ID = "userId";

    /** The invocation parameter that names the agent. */
    String AGENT_ID = "agentId";

    /** The invocation parameter that names the run. */
    String RUN_ID = "runId";

    /**
     * {@return the scope of a call; empty if it has none}
     *
     * @param context the context of the call
     */
    Optional<Scope> resolve(InvocationContext context);

    /**
     * {@return a resolver that reads the invocation parameters {@link #USER_ID}, {@link #AGENT_ID}, {@link #RUN_ID}}
     */
    static ScopeResolver fromInvocationParameters() {
        return context -> {
            InvocationParameters parameters = context.invocationParameters();
            if (parameters == null) {
                return Optional.empty();
            }
            String user = text(parameters, USER_ID);
            String agent = text(parameters, AGENT_ID);
            String run = text(parameters, RUN_ID);
            return user == null && agent == null && run == null
                    ? Optional.empty()
                    : Optional.of(new Scope(user, agent, run));
        };
    }

    /**
     * {@return a resolver that maps the memory id} A service without {@code @MemoryId} has no memory id, and thus no
     * scope.
     *
     * @param mapping maps a memory id to a scope
     */
    static ScopeResolver fromMemoryId(Function<Object, Scope> mapping) {
        return context -> ConversationIds.memoryId(context).map(mapping);
    }

    /**
     * {@return a resolver that falls back to another if this one returns no scope}
     *
     * @param other the fallback
     */
    default ScopeResolver orElse(ScopeResolver other) {
        return context -> resolve(context).or(() -> other.resolve(context));
    }

    private static @Nullable String text(InvocationParameters parameters, String key) {
        Object value = parameters.asMap().get(key);
        return value == null ? null : value.toString();
    }
}
