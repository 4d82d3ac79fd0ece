// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.Scope;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.ApiKey;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.NewApiKey;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.key.TenantRepository;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code memoir keys}: creates, lists and revokes API keys, also while the server runs. */
@Command(
        name = "keys",
        description = "Creates, lists and revokes API keys. A running server notices at once.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class KeysCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    @Command(name = "create", description = "Creates a key and prints it. It cannot be shown again.")
    int create(
            @Mixin LocationOptions location,
            @Option(
                            names = "--tenant",
                            defaultValue = "default",
                            paramLabel = "NAME",
                            description = "The tenant whose memory the key opens; ${DEFAULT-VALUE} by default.")
                    String tenant,
            @Option(names = "--label", required = true, paramLabel = "TEXT", description = "What the key is for.")
                    String label,
            @Option(names = "--user", paramLabel = "ID", description = "The only user that the key may name.") @Nullable
                    String user,
            @Option(names = "--agent", paramLabel = "ID", description = "The only agent that the key may name.")
                    @Nullable
                    String agent,
            @Option(names = "--run", paramLabel = "ID", description = "The only run that the key may name.") @Nullable
                    String run,
            @Option(names = "--read-only", description = "The key may not write.") boolean readOnly,
            @Option(names = "--admin", description = "The key may administer the server.") boolean admin) {
        Scope scope = user == null && agent == null && run == null ? null : new Scope(user, agent, run);
        NewApiKey request = new NewApiKey(new Tenant(tenant), label, scope, readOnly, admin);
        return with(location, (keys, audit) -> {
            ApiKeyRepository.Created created = keys.create(request);
            audit.record(Caller.LOCAL, AuditAction.CREATE_KEY, created.key().id());
            out().println(created.secret().reveal());
            return ExitCode.OK;
        });
    }

    @Command(name = "list", description = "Lists all keys, without their secrets.")
    int list(@Mixin LocationOptions location) {
        return with(location, (keys, audit) -> {
            List<ApiKey> all = keys.list();
            all.forEach(key -> out().println(line(key)));
            if (all.isEmpty()) {
                out().println("There are no keys.");
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "revoke", description = "Revokes a key.")
    int revoke(
            @Mixin LocationOptions location,
            @Parameters(paramLabel = "ID", description = "The id of the key, as listed.") String id) {
        return with(location, (keys, audit) -> {
            if (!keys.revoke(id)) {
                spec.commandLine().getErr().println("memoir: There is no valid key with this id.");
                return ExitCode.SOFTWARE;
            }
            audit.record(Caller.LOCAL, AuditAction.REVOKE_KEY, id);
            return ExitCode.OK;
        });
    }

    private static int with(LocationOptions location, BiFunction<ApiKeyRepository, AuditLog, Integer> work) {
        CommandLogging.initialize();
        try (ServerDatabase database = ServerDatabase.open(location.settings())) {
            InstantSource clock = InstantSource.system();
            TenantRepository tenants = new TenantRepository(database, clock);
            return work.apply(new ApiKeyRepository(database, tenants, clock), new AuditLog(database, clock));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String line(ApiKey key) {
        StringJoiner line = new StringJoiner("  ");
        line.add(key.id()).add(key.hint() + "…").add(key.tenant().name());
        if (key.admin()) {
            line.add("admin");
        }
        if (key.readOnly()) {
            line.add("read-only");
        }
        Scope scope = key.scope();
        if (scope != null) {
            line.add(String.valueOf(scope));
        }
        if (key.revokedAt() != null) {
            line.add("revoked " + key.revokedAt());
        }
        return line.add(key.label()).toString();
    }
}
