// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ./memoir bench recall}. */
@Command(
        name = "recall",
        description = {
            "Measure recall, context, relevance and latency on one or more data sets.",
            "Reads LoCoMo's and BEAM's formats, plain or compressed with gzip."
        },
        sortOptions = false)
final class RecallCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The data sets: JSON files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> files;

    @Option(
            names = "--facts",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Facts that a model extracted from the conversations, to measure contexts with them as well.")
    private List<Path> facts = List.of();

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Corrections of LoCoMo's evidence, which replace the original evidence.")
    private @Nullable Path audit;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "The embedder: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private BenchmarkEmbedder embedder = BenchmarkEmbedder.MINILM;

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the figures to this file, as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        check();
        List<DataSetResult> results = new ArrayList<>();
        for (Path file : files) {
            EvaluationSet dataSet = EvaluationSet.read(file);
            if (audit != null) {
                dataSet = EvidenceAudit.read(audit).correct(dataSet);
            }
            System.err.println("memoir: measuring " + dataSet.name());
            results.add(measure(dataSet));
        }
        RecallReport report = new RecallReport(Machine.heading(heading()), results);
        report.print(System.out);
        if (json != null) {
            report.write(json);
        }
        return 0;
    }

    private String heading() {
        return embedder == BenchmarkEmbedder.MINILM ? "recall FILE…" : "recall FILE… --embedder " + embedder;
    }

    /** Checks the files before measuring for minutes. */
    private void check() {
        List<Path> read = new ArrayList<>(files);
        read.addAll(facts);
        if (audit != null) {
            read.add(audit);
        }
        for (Path file : read) {
            if (!Files.isRegularFile(file)) {
                throw new ParameterException(spec.commandLine(), "There is no file " + file + ".");
            }
        }
        Path folder = json == null ? null : json.toAbsolutePath().getParent();
        if (json != null && (folder == null || !Files.isDirectory(folder))) {
            throw new ParameterException(spec.commandLine(), "There is no folder for " + json + ".");
        }
    }

    private DataSetResult measure(EvaluationSet dataSet) throws IOException {
        Map<EvaluatedChat, List<BenchmarkFact>> extracted = new LinkedHashMap<>();
        for (Path file : facts) {
            extracted.putAll(FactFile.read(file, dataSet.chats()));
        }
        Path directory = Files.createTempDirectory("memoir-recall");
        try (RecallRun run = new RecallRun(directory, embedder.load())) {
            return DataSetResult.measure(dataSet, extracted, run);
        } finally {
            TemporaryFolders.delete(directory);
        }
    }
}
