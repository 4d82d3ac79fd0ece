// SPDX-License-Identifier: Apache-2.0
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

/** The command {@code memoir reindex}. */
@Command(
        name = "reindex",
        description = "Rebuild the index alongside the current one, then replace it; with another embedder if one is"
                + " given. Vectors computed by an interrupted run are reused.",
        sortOptions = false)
final class Reindex implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description =
                    "The current embedder of a memory in a directory: " + NamedEmbedder.NAMES + "; minilm by default.")
    private String from = NamedEmbedder.MINILM;

    @Option(names = "--to", paramLabel = "NAME", description = "The new embedder; unchanged by default.")
    private @Nullable String to;

    @Option(
            names = "--drop-vectors",
            description = "Destroy the vectors of the previous embedder of a memory in a directory.")
    private boolean dropVectors;

    @Option(
            names = "--index-prefix",
            paramLabel = "PREFIX",
            description = "With --datasource: the table prefix of the new pgvector index. Searches continue to use the"
                    + " old tables; restart the applications with the new ones once they are filled.")
    private @Nullable String indexPrefix;

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Override
    public Integer call() {
        try (ProgressBars bars = Terminal.bars()) {
            StorageOptions.Database database = storage.database();
            String id = database == null ? inDirectory(bars) : inDatabase(database, bars);
            Terminal.report("the index was rebuilt, with the vectors of " + id + ".");
            return ExitCode.OK;
        }
    }

    private String inDirectory(ProgressBars bars) {
        if (indexPrefix != null) {
            throw new InvalidInputException(
                    "--index-prefix requires --datasource, because a directory has a single index.");
        }
        String name = to == null ? from : to;
        try (Embedder current = NamedEmbedder.load(from, System.getenv());
                Embedder next = name.equals(from) ? current : NamedEmbedder.load(name, System.getenv());
                LongTermMemory memory = storage.existing()
                        .embedder(current)
                        .progressListener(bars)
                        .open()) {
            memory.maintenance()
                    .reindex(
                            ReindexRequest.builder()
                                    .embedder(next == current ? null : next)
                                    .dropVectors(dropVectors)
                                    .build(),
                            bars);
            return memory.status().embedderId();
        }
    }

    /** Builds a new index without touching the current one: opening a memory with an empty index fills it. */
    private String inDatabase(StorageOptions.Database database, ProgressBars bars) {
        if (indexPrefix == null || dropVectors) {
            throw new InvalidInputException(
                    "With a database, applications continue to use their index. Set the tables of the"
                            + " new one with --index-prefix, without --drop-vectors, and restart them once it"
                            + " is filled.");
        }
        try (Embedder loaded = NamedEmbedder.load(to == null ? from : to, System.getenv());
                LongTermMemory memory = storage.existing()
                        .embedder(loaded)
                        .index(PgVectorIndex.builder(database.url(), database.user(), database.password())
                                .schema(database.schema())
                                .tablePrefix(indexPrefix)
                                .build())
                        .progressListener(bars)
                        .open()) {
            return memory.status().embedderId();
        }
    }
}
