// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.capture.RecallExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds the user's profile to the system message, identical for every turn:
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *         .chatModel(model)
 *         .systemMessageTransformer(MemoirProfile.of(memory, ScopeResolver.fromInvocationParameters()))
 *         .build();
 * }</pre>
 *
 * As a transformer it appends the profile to the service's system message, or creates a system message if there is
 * none. A call without a scope is not changed; a memory that fails or takes longer than five seconds only causes a log
 * message. Thread-safe.
 */
public final class MemoirProfile implements BiFunction<@Nullable String, InvocationContext, @Nullable String> {

    private final LongTermMemory memory;
    private final LenientScopeResolver scopes;
    private final int tokenBudget;
    private final TimeLimit limit;

    private MemoirProfile(LongTermMemory memory, ScopeResolver scopes, int tokenBudget, Duration timeout) {
        this.memory = memory;
        this.limit = new TimeLimit(memory, timeout);
        this.scopes = new LenientScopeResolver(scopes);
        this.tokenBudget = tokenBudget;
    }

    /**
     * {@return a transformer with profiles of at most {@value LongTermMemory#PROFILE_TOKENS} tokens}
     *
     * @param memory the memory to read
     * @param scopes resolves the scope of a call
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes) {
        return of(memory, scopes, LongTermMemory.PROFILE_TOKENS);
    }

    /**
     * {@return a transformer that adds profiles}
     *
     * @param memory the memory to read
     * @param scopes resolves the scope of a call
     * @param tokenBudget the maximum number of tokens of a profile, at least 0
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes, int tokenBudget) {
        return of(memory, scopes, tokenBudget, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * {@return a transformer that adds profiles}
     *
     * @param memory the memory to read
     * @param scopes resolves the scope of a call
     * @param tokenBudget the maximum number of tokens of a profile, at least 0
     * @param timeout the maximum time that a call waits for memory before it continues without a profile
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes, int tokenBudget, Duration timeout) {
        return new MemoirProfile(memory, scopes, tokenBudget, timeout);
    }

    /**
     * {@return the system message followed by the profile}
     *
     * @param system the service's system message, or null
     * @param context the call
     */
    @Override
    public @Nullable String apply(@Nullable String system, InvocationContext context) {
        return scopes.of(context).map(scope -> joined(system, text(scope))).orElse(system);
    }

    /**
     * {@return a provider for {@code systemMessageProvider}} LangChain4j treats the result as a template, in which
     * double braces from a memory would fail the call, so they are separated by a space in the profile.
     *
     * @param instructions the application's instructions, a template
     * @param mapping maps a memory id to a scope
     */
    public Function<Object, String> provider(String instructions, Function<Object, Scope> mapping) {
        return memoryId -> {
            String profile = text(mapping.apply(memoryId)).replace("{{", "{ {").replace("}}", "} }");
            return Optional.ofNullable(joined(instructions, profile)).orElse("");
        };
    }

    private String text(Scope scope) {
        return limit.call(() -> memory.profile(scope, tokenBudget).text(), "");
    }

    private static @Nullable String joined(@Nullable String system, String profile) {
        if (profile.isEmpty()) {
            return system;
        }
        return system == null || system.isBlank() ? profile : system + "\n\n" + profile;
    }
}
