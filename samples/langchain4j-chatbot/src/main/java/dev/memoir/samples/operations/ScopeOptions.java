// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a scope. */
final class ScopeOptions {

    @Option(names = "--user", paramLabel = "ID", description = "Limit to this user.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "Limit to this agent.")
    private @Nullable String agent;

    @Option(names = "--run", paramLabel = "ID", description = "Limit to this run.")
    private @Nullable String run;

    /** {@return the scope, or null for all scopes} */
    @Nullable
    Scope scope() {
        return user == null && agent == null && run == null ? null : new Scope(user, agent, run);
    }
}
