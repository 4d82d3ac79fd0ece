// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ./memoir bench jmh}. */
@Command(name = "jmh", description = "Measure the hot paths with JMH, in microseconds.")
final class JmhCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", description = "Patterns of the benchmarks to run (default: all).")
    private List<String> names = List.of();

    @Override
    public Integer call() throws RunnerException {
        System.out.println(Machine.heading("jmh"));
        ChainedOptionsBuilder options = new OptionsBuilder();
        names.forEach(options::include);
        new Runner(options.build()).run();
        return 0;
    }
}
