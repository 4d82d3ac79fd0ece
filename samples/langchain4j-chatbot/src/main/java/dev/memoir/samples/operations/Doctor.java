// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.learning.LearningSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code memoir doctor}. Its exit codes are those of Nagios plugins. */
@Command(
        name = "doctor",
        description = "Check a memory and its environment, and say what to do. Writes nothing into the memory, which"
                + " applications may have open. Exits with 0 if all is well, 1 with warnings, 2 with problems, and 3"
                + " if the check could not be made.",
        exitCodeOnInvalidInput = Doctor.UNKNOWN,
        exitCodeOnExecutionException = Doctor.UNKNOWN,
        sortOptions = false)
final class Doctor implements Callable<Integer> {

    private static final int OK = 0;
    private static final int WARNING = 1;
    private static final int CRITICAL = 2;
    static final int UNKNOWN = 3;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "The embedder of the application: " + NamedEmbedder.NAMES + "; minilm by default. It embeds"
                    + " one word.")
    private String embedder = NamedEmbedder.MINILM;

    @Option(
            names = "--daily-tokens",
            paramLabel = "N",
            description = "The application's daily token budget of a scope, to compare with; unlimited by default.")
    private long dailyTokens = LearningSettings.UNLIMITED;

    @Option(
            names = "--index-prefix",
            paramLabel = "PREFIX",
            description = "With --datasource: the table prefix of the pgvector index; --table-prefix by default.")
    private @Nullable String indexPrefix;

    @Option(
            names = "--no-index",
            description = "With --datasource: do not check an index, because the applications have another.")
    private boolean noIndex;

    @Option(
            names = "--thorough",
            description = "Also compare the tables of a ledger in a directory with their indexes, which takes longer.")
    private boolean thorough;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        LongTermMemoryBuilder builder = storage.builder()
                .learning(LearningSettings.builder().dailyTokens(dailyTokens).build());
        StorageOptions.Database database = storage.database();
        if (database == null) {
            if (indexPrefix != null || noIndex) {
                throw new InvalidInputException(
                        "--index-prefix and --no-index require --datasource: a directory has a single index.");
            }
        } else if (!noIndex) {
            builder.index(PgVectorIndex.builder(database.url(), database.user(), database.password())
                    .schema(database.schema())
                    .tablePrefix(indexPrefix == null ? storage.prefix() : indexPrefix)
                    .build());
        }
        if (!embedder.equals(NamedEmbedder.MINILM)) {
            NamedEmbedder.check(embedder, System.getenv());
            builder.embedder(new LazyEmbedder(() -> NamedEmbedder.load(embedder, System.getenv())));
        }
        return print(builder.inspect(thorough ? InspectionDepth.THOROUGH : InspectionDepth.QUICK));
    }

    private int print(InspectionReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? InspectionPrinter.json(report) : InspectionPrinter.text(report));
        return switch (report.level()) {
            case OK -> OK;
            case WARNING -> WARNING;
            case PROBLEM -> CRITICAL;
        };
    }
}
