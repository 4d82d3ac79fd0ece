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
 * Puts what is known of a user into the system message, for every turn alike:
 *
 * <pre>{@code
 * AiServices.builder(Assistant.class)
 *         .chatModel(model)
 *         .systemMessageTransformer(MemoirProfile.of(memory, ScopeResolver.fromInvocationParameters()))
 *         .build();
 * }</pre>
 *
 * As a transformer it stands behind the service's own system message, or is the system message if there is none. A call that
 * names no scope is left as it is; a memory that fails or takes longer than five seconds costs a line in the log. Thread-safe.
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
     * {@return profiles of {@value LongTermMemory#PROFILE_TOKENS} tokens at most}
     *
     * @param memory what is known
     * @param scopes tells whose profile a call needs
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes) {
        return of(memory, scopes, LongTermMemory.PROFILE_TOKENS);
    }

    /**
     * {@return profiles}
     *
     * @param memory what is known
     * @param scopes tells whose profile a call needs
     * @param tokenBudget the most tokens a profile takes, at least 0
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes, int tokenBudget) {
        return of(memory, scopes, tokenBudget, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * {@return profiles}
     *
     * @param memory what is known
     * @param scopes tells whose profile a call needs
     * @param tokenBudget the most tokens a profile takes, at least 0
     * @param timeout the longest time that a call waits for memory; then it goes on without a profile
     */
    public static MemoirProfile of(LongTermMemory memory, ScopeResolver scopes, int tokenBudget, Duration timeout) {
        return new MemoirProfile(memory, scopes, tokenBudget, timeout);
    }

    /**
     * {@return the system message with the profile behind it}
     *
     * @param system the service's own, or null
     * @param context the call
     */
    @Override
    public @Nullable String apply(@Nullable String system, InvocationContext context) {
        return scopes.of(context).map(scope -> joined(system, text(scope))).orElse(system);
    }

    /**
     * {@return a provider for {@code systemMessageProvider}} LangChain4j takes what a provider gives for a template, in which
     * double braces out of a memory would fail the call: in the profile they are set apart.
     *
     * @param instructions the application's own part, a template
     * @param mapping the memory id to a scope
     */
    public Function<Object, String> provider(String instructions, Function<Object, Scope> mapping) {
        return memoryId -> {
            String profile = text(mapping.apply(memoryId)).replace("{{", "{ {").replace("}}", "} }");
            return Optional.ofNullable(joined(instructions, profile)).orElse("");
        };
    }

    private String text(Scope scope) {
        return limit.asked(() -> memory.profile(scope, tokenBudget).text(), "");
    }

    private static @Nullable String joined(@Nullable String system, String profile) {
        if (profile.isEmpty()) {
            return system;
        }
        return system == null || system.isBlank() ? profile : system + "\n\n" + profile;
    }
}
