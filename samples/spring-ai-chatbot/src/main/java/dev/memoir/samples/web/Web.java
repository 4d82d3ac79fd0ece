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

/** {@code memoir web}. */
@Command(
        name = "memoir web",
        description = "Chat in the browser with an assistant that remembers, and see what it remembers.",
        footer = {"", "Answers come from a model when one is set: " + ChosenModel.ENVIRONMENT + "."},
        sortOptions = false)
final class Web implements Callable<Integer> {

    /** No exit code: the server has threads of its own, and the process ends when it is told to. */
    private static final int RUNNING = -1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to listen; ${DEFAULT-VALUE} unless given, 0 for any free port.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; this machine alone unless given. There is no login.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String host;

    @Option(
            names = {"--dir", "--directory"},
            paramLabel = "DIR",
            description = "Where the memory is kept; ~/.memoir unless given.")
    private Path directory = home().resolve(".memoir");

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone whose days \"today\" means, such as Europe/Berlin; UTC unless given.")
    private String zone = "UTC";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
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
            throw new ParameterException(spec.commandLine(), "--port is " + port + "; it must be between 0 and 65535.");
        }
        InetAddress address = address();
        ZoneId days = days();
        ConfigurableApplicationContext application = new SpringApplication(WebApplication.class)
                .run(
                        "--server.port=" + port,
                        "--server.address=" + host,
                        "--memoir.directory=" + directory.toAbsolutePath(),
                        "--memoir.zone=" + days.getId(),
                        "--memoir.extraction.enabled=" + ChosenModel.named(new StandardEnvironment()));
        tell(application.getBean(ChosenModel.class).description());
        tell(
                address.isLoopbackAddress()
                        ? "There is no login: whoever uses this machine can read and change what is remembered."
                        : "There is no login: whoever reaches this address can read and change what is remembered.");
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
            throw new ParameterException(spec.commandLine(), "--host is " + host + ", which has no address.", e);
        }
    }

    private ZoneId days() {
        try {
            return TimeZoneParser.parse(zone);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), "--zone: " + e.getMessage(), e);
        }
    }

    /** Where a container runs as a user it does not know, Java finds no home but the shell has one. */
    private static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
    }

    private void tell(String message) {
        err.println("memoir: " + message);
    }

    private int failed(Exception failure) {
        Throwable cause = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            cause = t;
            if (t instanceof PortInUseException) {
                tell("Port " + port + " is in use. Choose another: memoir web --port 8081, or 0 for any free one.");
                return ExitCode.SOFTWARE;
            }
            if (t instanceof MemoirException) {
                tell(String.valueOf(t.getMessage()));
                return ExitCode.SOFTWARE;
            }
        }
        tell("It cannot start: " + Failure.line(cause));
        return ExitCode.SOFTWARE;
    }

    private int misused(ParameterException failure) {
        tell(String.valueOf(failure.getMessage()));
        failure.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    /** UTF-8 whatever the locale: a directory can be named in any script. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
