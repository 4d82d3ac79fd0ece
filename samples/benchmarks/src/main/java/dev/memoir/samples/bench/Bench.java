package dev.memoir.samples.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./memoir bench}: every figure that the documentation names can be measured again. */
@Command(
        name = "memoir bench",
        mixinStandardHelpOptions = true,
        description = "Measures recall and speed.",
        subcommands = {LocomoCommand.class, JmhCommand.class, ScaleCommand.class, EmbedCommand.class})
public final class Bench {

    private Bench() {}

    /**
     * Runs a benchmark.
     *
     * @param args the benchmark's name and options
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
