package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.embed.Embedder;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.samples.chat.ProgressBars;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code memoir reindex}. */
@Command(
        name = "reindex",
        description =
                "Build an index anew beside the one in use, then put it in its place; with another embedder if one is"
                        + " named. Vectors that were made before it was cut short are not made again.",
        sortOptions = false)
final class Reindex implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description =
                    "The embedder that a directory's memory has: " + NamedEmbedder.NAMES + "; minilm unless given.")
    private String from = NamedEmbedder.MINILM;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The embedder that it is to have; the same unless given.")
    private @Nullable String to;

    @Option(
            names = "--drop-vectors",
            description = "Destroy the vectors of the embedder that a directory's memory had.")
    private boolean dropVectors;

    @Option(
            names = "--index-prefix",
            paramLabel = "PREFIX",
            description =
                    "With --datasource: what the tables of the new pgvector index begin with. Searches go on in the"
                            + " old ones; start the applications with the new ones when they are filled.")
    private @Nullable String indexPrefix;

    @Mixin
    private final StorageOptions place = new StorageOptions();

    @Override
    public Integer call() {
        try (ProgressBars bars = Terminal.bars()) {
            StorageOptions.Database database = place.database();
            String id = database == null ? inDirectory(bars) : inDatabase(database, bars);
            Terminal.tell("the index is built anew, with the vectors of " + id + ".");
            return ExitCode.OK;
        }
    }

    private String inDirectory(ProgressBars bars) {
        if (indexPrefix != null) {
            throw new InvalidInputException("A directory has one index: --index-prefix goes with --datasource.");
        }
        String name = to == null ? from : to;
        try (Embedder before = NamedEmbedder.load(from, System.getenv());
                Embedder next = name.equals(from) ? before : NamedEmbedder.load(name, System.getenv());
                LongTermMemory memory =
                        place.existing().embedder(before).progress(bars).open()) {
            memory.maintenance().reindex(new ReindexRequest(next == before ? null : next, null, dropVectors), bars);
            return memory.status().embedderId();
        }
    }

    /** Nothing of the index in use is touched: to open a memory with an empty index fills it. */
    private String inDatabase(StorageOptions.Database database, ProgressBars bars) {
        if (indexPrefix == null || dropVectors) {
            throw new InvalidInputException(
                    "In a database applications go on with the index they have. Name the tables of a"
                            + " new one with --index-prefix, without --drop-vectors, and start them with it when it is filled.");
        }
        try (Embedder making = NamedEmbedder.load(to == null ? from : to, System.getenv());
                LongTermMemory memory = place.existing()
                        .embedder(making)
                        .index(PgVectorIndex.builder(database.url(), database.user(), database.password())
                                .schema(database.schema())
                                .tablePrefix(indexPrefix)
                                .build())
                        .progress(bars)
                        .open()) {
            return memory.status().embedderId();
        }
    }
}
