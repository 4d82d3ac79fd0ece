// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.samples.chat.OneLineLog;
import dev.memoir.samples.chat.PrintableText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The commands {@code memoir export}, {@code import}, {@code reindex}, {@code doctor} and {@code eval}. */
@Command(
        name = "memoir",
        synopsisSubcommandLabel = "COMMAND",
        description = "Move a memory, rebuild its index, check it, or measure recall.",
        subcommands = {Export.class, Import.class, Reindex.class, Doctor.class, Eval.class})
final class Operations {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    private Operations() {}

    public static void main(String[] arguments) {
        OneLineLog.install();
        System.exit(commandLine()
                .setOut(new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(Terminal.ERR, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    /** {@return the parser of all commands} */
    static CommandLine commandLine() {
        return new CommandLine(new Operations())
                .setParameterExceptionHandler((failure, given) -> misused(failure))
                .setExecutionExceptionHandler((failure, line, given) -> failed(failure, line));
    }

    private static int misused(ParameterException failure) {
        Terminal.report(PrintableText.line(failure));
        failure.getCommandLine().usage(Terminal.ERR);
        return failure.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintableText.lines(failure).forEach(Terminal::report);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
