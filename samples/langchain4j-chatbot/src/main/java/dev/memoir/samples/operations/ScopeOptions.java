package dev.memoir.samples.operations;

import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose memories. */
final class ScopeOptions {

    @Option(names = "--user", paramLabel = "ID", description = "Only this user's.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "Only this agent's.")
    private @Nullable String agent;

    @Option(names = "--run", paramLabel = "ID", description = "Only this run's.")
    private @Nullable String run;

    /** {@return a scope, or null for everybody's} */
    @Nullable
    Scope scope() {
        return user == null && agent == null && run == null ? null : new Scope(user, agent, run);
    }
}
