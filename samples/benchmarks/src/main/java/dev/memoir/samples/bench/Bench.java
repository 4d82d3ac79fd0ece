// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.samples.bench.server.ServerLoadCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code ./memoir bench}, which reproduces every figure in the documentation. */
@Command(
        name = "memoir bench",
        synopsisSubcommandLabel = "BENCHMARK",
        description = "Measures recall and speed.",
        subcommands = {
            RecallCommand.class,
            LocomoCommand.class,
            JmhCommand.class,
            ScaleCommand.class,
            EmbedCommand.class,
            ServerLoadCommand.class
        })
public final class Bench {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    private Bench() {}

    /**
     * Runs a benchmark.
     *
     * @param args the name and options of the benchmark
     */
    public static void main(String[] args) {
        System.exit(commandLine()
                .setOut(new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8))
                .execute(args));
    }

    /** {@return the parser of all benchmarks} */
    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }
}
