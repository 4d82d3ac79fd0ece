// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.InvalidInputException;
import dev.memoir.TimeZoneParser;
import dev.memoir.samples.server.key.ApiKeyRepository;
import dev.memoir.samples.server.model.ConfiguredModel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code memoir serve}. */
@Command(
        name = "serve",
        description = "Serves memories over HTTP: REST, mem0's protocol, MCP and a dashboard.",
        footer = {
            "",
            "Facts are extracted by a model if one is configured: " + ConfiguredModel.ENVIRONMENT + ".",
            "All settings are environment variables MEMOIR_SERVER_*: see docs/server.md."
        },
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    /** Starts the server without returning an exit code: it has its own threads and runs until it is stopped. */
    static final int RUNNING = -1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port; MEMOIR_SERVER_PORT, or 8080; 0 for any free port.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on; MEMOIR_SERVER_HOST, or 127.0.0.1. Others need keys.")
    private @Nullable String host;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of \"today\", such as Europe/Berlin; MEMOIR_SERVER_ZONE, or UTC.")
    private @Nullable String zone;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    @Override
    public Integer call() {
        ConfigurableApplicationContext application = start(arguments().toArray(String[]::new));
        spec.commandLine()
                .getErr()
                .println("memoir: " + application.getBean(ConfiguredModel.class).description());
        if (!application.getBean(ApiKeyRepository.class).exist()) {
            spec.commandLine()
                    .getErr()
                    .println("memoir: There are no keys: every user of this machine can read and change the memory."
                            + " Create one: memoir keys create --admin --label NAME");
        }
        ServerAddress.publish(application.getBean(ServerSettings.class).home(), url(application));
        spec.commandLine().getOut().println("Memoir is at " + url(application));
        return RUNNING;
    }

    /**
     * Starts the server.
     *
     * @param arguments settings, as {@code --name=value}
     * @return the running server
     * @throws InvalidInputException if the server would be reachable from other machines without a key
     */
    static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(ServerApplication.class);
        LoadingEmbedder embedder = LoadingEmbedder.start();
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(LoadingEmbedder.class, () -> embedder));
        return application.run(arguments);
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(location.arguments());
        if (port != null) {
            if (port < 0 || port > 65_535) {
                throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, was " + port);
            }
            arguments.add("--memoir.server.port=" + port);
        }
        if (host != null) {
            arguments.add("--memoir.server.host=" + resolved(host));
        }
        if (zone != null) {
            try {
                arguments.add(
                        "--memoir.server.zone=" + TimeZoneParser.parse(zone).getId());
            } catch (InvalidInputException e) {
                throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage(), e);
            }
        }
        return arguments;
    }

    private String resolved(String name) {
        try {
            InetAddress.getByName(name);
            return name;
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--host " + name + " cannot be resolved.", e);
        }
    }

    private static String url(ConfigurableApplicationContext application) {
        ServerSettings settings = application.getBean(ServerSettings.class);
        String chosen = application.getEnvironment().getProperty("local.server.port");
        return "http://" + (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":"
                + chosen;
    }
}
