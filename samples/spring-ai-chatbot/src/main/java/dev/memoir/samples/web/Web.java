// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoirException;
import dev.memoir.TimeZoneParser;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code memoir web}. */
@Command(
        name = "memoir web",
        description = "Chat in the browser with an assistant that remembers, and inspect its memory.",
        footer = {"", "Answers come from a model if one is configured: " + ChosenModel.ENVIRONMENT + "."},
        sortOptions = false)
final class Web implements Callable<Integer> {

    /** Starts the server without returning an exit code: it has its own threads and runs until it is stopped. */
    private static final int RUNNING = -1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port; ${DEFAULT-VALUE} by default, 0 for any free port.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; only this machine by default. There is no login.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String host;

    @Option(
            names = {"--dir", "--directory"},
            paramLabel = "DIR",
            description = "The directory of the memory; ~/.memoir by default.")
    private Path directory = home().resolve(".memoir");

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of \"today\", such as Europe/Berlin; UTC by default.")
    private String zone = "UTC";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    public static void main(String[] arguments) {
        Web web = new Web();
        int exit = new CommandLine(web)
                .setOut(new PrintWriter(web.out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((failure, given) -> web.misused(failure))
                .setExecutionExceptionHandler((failure, line, given) -> web.failed(failure))
                .execute(arguments);
        if (exit != RUNNING) {
            System.exit(exit);
        }
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be between 0 and 65535, was " + port);
        }
        InetAddress address = address();
        ZoneId timeZone = timeZone();
        ConfigurableApplicationContext application = new SpringApplication(WebApplication.class)
                .run(
                        "--server.port=" + port,
                        "--server.address=" + host,
                        "--memoir.directory=" + directory.toAbsolutePath(),
                        "--memoir.zone=" + timeZone.getId(),
                        "--memoir.extraction.enabled=" + ChosenModel.named(new StandardEnvironment()));
        report(application.getBean(ChosenModel.class).description());
        report(
                address.isLoopbackAddress()
                        ? "There is no login: every user of this machine can read and change the memory."
                        : "There is no login: everyone who can reach this address can read and change the memory.");
        out.println("Memoir is at " + url(application) + " (memory in " + directory + ")");
        return RUNNING;
    }

    private String url(ConfigurableApplicationContext application) {
        String chosen = application.getEnvironment().getProperty("local.server.port");
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + chosen;
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--host " + host + " cannot be resolved.", e);
        }
    }

    private ZoneId timeZone() {
        try {
            return TimeZoneParser.parse(zone);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage(), e);
        }
    }

    /** Returns the home directory. In a container with an unknown user Java finds none, but the shell has one. */
    private static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
    }

    private void report(String message) {
        err.println("memoir: " + message);
    }

    private int failed(Exception failure) {
        Throwable cause = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            cause = t;
            if (t instanceof PortInUseException) {
                report("Port " + port
                        + " is in use. Choose another one: memoir web --port 8081, or 0 for any free port.");
                return ExitCode.SOFTWARE;
            }
            if (t instanceof MemoirException) {
                report(String.valueOf(t.getMessage()));
                return ExitCode.SOFTWARE;
            }
        }
        report("The server cannot start: " + Failure.line(cause));
        return ExitCode.SOFTWARE;
    }

    private int misused(ParameterException failure) {
        report(String.valueOf(failure.getMessage()));
        failure.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    /** Uses UTF-8 regardless of the locale, because directories may have names in any script. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
