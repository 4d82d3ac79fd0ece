// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.MemoirException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** The server's commands of {@code ./memoir}. */
@Command(
        name = "memoir",
        description = "Runs and administers the memory server.",
        subcommands = {ServeCommand.class, McpCommand.class, KeysCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class ServerCommands {

    private static final int LONGEST_MESSAGE = 300;

    private final PrintStream err;

    private ServerCommands(PrintStream err) {
        this.err = err;
    }

    public static void main(String[] arguments) {
        int exit = run(utf8(FileDescriptor.out), utf8(FileDescriptor.err), arguments);
        if (exit != ServeCommand.RUNNING) {
            System.exit(exit);
        }
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        ServerCommands commands = new ServerCommands(err);
        return new CommandLine(commands)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((failure, given) -> commands.misused(failure))
                .setExecutionExceptionHandler((failure, line, given) -> commands.failed(failure))
                .execute(arguments);
    }

    private int failed(Exception failure) {
        Throwable cause = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            cause = t;
            if (t instanceof PortInUseException used) {
                report("Port " + used.getPort()
                        + " is in use. Choose another one: memoir serve --port 8081, or 0 for any free port.");
                return ExitCode.SOFTWARE;
            }
            if (t instanceof MemoirException) {
                report(String.valueOf(t.getMessage()));
                return ExitCode.SOFTWARE;
            }
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.replaceAll("\\p{Cc}+|\\s+", " ").strip();
        report("It failed: " + (line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line));
        return ExitCode.SOFTWARE;
    }

    private int misused(ParameterException failure) {
        report(String.valueOf(failure.getMessage()));
        failure.getCommandLine().usage(err);
        return ExitCode.USAGE;
    }

    private void report(String message) {
        err.println("memoir: " + message);
    }

    /** Uses UTF-8 regardless of the locale, because directories may have names in any script. */
    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }
}
