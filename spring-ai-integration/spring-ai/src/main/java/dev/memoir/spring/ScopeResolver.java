// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.Scope;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Resolves the scope of a turn from the parameters of its advisors. Without a scope the turn continues without memory:
 * there is no default scope that users could share. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ScopeResolver {

    /**
     * {@return the scope of the turn; empty for no memory}
     *
     * @param context the advisors' parameters
     */
    Optional<Scope> resolve(Map<String, ?> context);

    /**
     * {@return the scope of a turn that may run in a reactive pipeline} The advisor calls this method with the thread
     * locals of the pipeline's context restored; on an event loop it uses a thread that may block. A resolver that
     * needs the context itself overrides it.
     *
     * @param context the advisors' parameters
     * @param reactive the context of the pipeline; empty for a turn outside of one
     */
    default Optional<Scope> resolve(Map<String, ?> context, ContextView reactive) {
        return resolve(context);
    }

    /**
     * {@return a resolver that reads the Reactor context, as {@code ReactiveSecurityContextHolder} does}
     *
     * <pre>{@code
     * ScopeResolver.fromReactive(ReactiveSecurityContextHolder.getContext()
     *         .map(context -> Scope.user(context.getAuthentication().getName())))
     * }</pre>
     *
     * @param scope the scope of the current context; empty for no memory
     */
    static ScopeResolver fromReactive(Mono<Scope> scope) {
        return new ScopeResolver() {
            @Override
            public Optional<Scope> resolve(Map<String, ?> context) {
                return resolve(context, Context.empty());
            }

            @Override
            public Optional<Scope> resolve(Map<String, ?> context, ContextView reactive) {
                // Outside of a pipeline the thread may carry what the context would.
                return scope.contextWrite(reactive).contextCapture().blockOptional();
            }
        };
    }

    /**
     * {@return a resolver that reads {@link LongTermMemoryAdvisor#USER_ID}, {@link LongTermMemoryAdvisor#AGENT_ID} and
     * {@link LongTermMemoryAdvisor#RUN_ID}}
     */
    static ScopeResolver fromParameters() {
        return context -> {
            String user = text(context, LongTermMemoryAdvisor.USER_ID);
            String agent = text(context, LongTermMemoryAdvisor.AGENT_ID);
            String run = text(context, LongTermMemoryAdvisor.RUN_ID);
            return user == null && agent == null && run == null
                    ? Optional.empty()
                    : Optional.of(new Scope(user, agent, run));
        };
    }

    /**
     * {@return a resolver that takes the user from one parameter, named by the application} It reads no other, so a
     * name that another library uses, such as {@code chat_memory_user_id}, is used only if the application chooses it.
     *
     * @param parameter the advisor parameter that names the user
     */
    static ScopeResolver userFrom(String parameter) {
        return context -> Optional.ofNullable(text(context, parameter)).map(Scope::user);
    }

    private static @Nullable String text(Map<String, ?> context, String key) {
        Object value = context.get(key);
        return value == null ? null : value.toString();
    }
}
