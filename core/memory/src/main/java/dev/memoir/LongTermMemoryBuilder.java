// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.EmbedderProvider;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.FactExtractor;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.IndexProvider;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.internal.engine.CloseStack;
import dev.memoir.internal.engine.DefaultProviders;
import dev.memoir.internal.engine.DeferredIndex;
import dev.memoir.internal.engine.DirectoryLock;
import dev.memoir.internal.engine.EngineAssembly;
import dev.memoir.internal.engine.LearningConfig;
import dev.memoir.internal.engine.TransferOnlySession;
import dev.memoir.internal.engine.VectorLengthCheck;
import dev.memoir.internal.extract.LlmFactExtractor;
import dev.memoir.internal.extract.LlmSummarizer;
import dev.memoir.internal.extract.ProcedureWriter;
import dev.memoir.internal.extract.ProposalValidator;
import dev.memoir.internal.inspection.InspectionTarget;
import dev.memoir.internal.inspection.MemoryInspector;
import dev.memoir.internal.learning.SummaryConfig;
import dev.memoir.internal.time.TimeExpressions;
import dev.memoir.learning.LearningSettings;
import dev.memoir.learning.SummarySettings;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.ledger.LedgerProvider;
import dev.memoir.llm.LanguageModel;
import dev.memoir.maintenance.TransferSession;
import dev.memoir.prompt.TokenCounter;
import dev.memoir.rerank.Reranker;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LongTermMemory}: by default the embedded one, optionally with another ledger, embedder, index or
 * clock. Not thread-safe.
 */
public final class LongTermMemoryBuilder {

    private @Nullable Path directory;
    private @Nullable LedgerFactory ledger;
    private @Nullable Embedder embedder;
    private @Nullable MemoryIndexFactory index;
    private @Nullable LanguageModel languageModel;
    private @Nullable FactExtractor extractor;
    private ExtractionSettings extraction = ExtractionSettings.defaults();
    private LearningSettings learning = LearningSettings.defaults();
    private @Nullable SummarySettings summaries;
    private @Nullable Reranker reranker;
    private InstantSource clock = InstantSource.system();
    private @Nullable IdGenerator idGenerator;
    private ProgressListener progressListener = ProgressListener.SILENT;
    private RetentionPolicy retention = RetentionPolicy.none();
    private ZoneId zone = ZoneOffset.UTC;

    LongTermMemoryBuilder() {}

    /**
     * Sets the directory of the embedded ledger and index. It is created if necessary.
     *
     * @param directory the directory
     * @return this builder
     * @throws InvalidInputException if the path is empty, as from an unset variable; the current directory is "."
     */
    public LongTermMemoryBuilder directory(Path directory) {
        if (directory.toString().isEmpty()) {
            throw new InvalidInputException("The memory's directory is empty. Name a folder that lasts, such as"
                    + " /var/lib/my-application/memory; for the current directory say \".\".");
        }
        this.directory = directory;
        return this;
    }

    /**
     * Sets the ledger. By default it is a SQLite file in the directory. With another ledger, the directory is needed
     * for the Lucene index alone: each process follows the ledger with an index of its own there, unless {@link #index}
     * sets one that all processes share.
     *
     * @param ledger the factory of the ledger; the memory closes the ledger that it opens
     * @return this builder
     */
    public LongTermMemoryBuilder ledger(LedgerFactory ledger) {
        this.ledger = ledger;
        return this;
    }

    /**
     * Sets the embedder. By default all-MiniLM-L6-v2 runs in this process. When a directory is opened with another
     * embedder than before, its content is embedded again; the vectors of the old embedder are kept.
     *
     * @param embedder the model that turns texts into vectors; the memory does not close it
     * @return this builder
     */
    public LongTermMemoryBuilder embedder(Embedder embedder) {
        this.embedder = embedder;
        return this;
    }

    /**
     * Sets the index. By default Lucene keeps an index in the directory. An index can be replaced at any time: a new
     * one is filled from the ledger when the memory opens. If the index server is unavailable then
     * ({@link MemoryIndexUnavailableException}), the memory opens nevertheless: it recalls from the ledger until the
     * server is back, and the index catches up.
     *
     * @param index the factory of the index; the memory closes the index that it opens
     * @return this builder
     */
    public LongTermMemoryBuilder index(MemoryIndexFactory index) {
        this.index = index;
        return this;
    }

    /**
     * Sets the language model that extracts facts. Without a language model or an extractor, turns are stored verbatim
     * and no facts are extracted.
     *
     * @param languageModel the model, asked once for each batch of turns; the memory does not close it
     * @return this builder
     */
    public LongTermMemoryBuilder languageModel(LanguageModel languageModel) {
        this.languageModel = languageModel;
        return this;
    }

    /**
     * Sets an extractor that replaces the language model for facts. Its proposals are validated like the model's.
     *
     * @param extractor the extractor
     * @return this builder
     */
    public LongTermMemoryBuilder extractor(FactExtractor extractor) {
        this.extractor = extractor;
        return this;
    }

    /**
     * Sets which facts are extracted and from whom and, with or without a model, what is redacted from every text
     * before it is stored.
     *
     * @param extraction the settings
     * @return this builder
     */
    public LongTermMemoryBuilder extraction(ExtractionSettings extraction) {
        this.extraction = extraction;
        return this;
    }

    /**
     * Sets when facts are extracted: how many turns at once, and how often it is tried.
     *
     * @param learning the settings
     * @return this builder
     */
    public LongTermMemoryBuilder learning(LearningSettings learning) {
        this.learning = learning;
        return this;
    }

    /**
     * Enables summaries of conversations, including earlier ones. Without these settings no summaries are made: each
     * costs a call of the language model.
     *
     * @param summaries when conversations are summarised, by the language model
     * @return this builder
     */
    public LongTermMemoryBuilder summaries(SummarySettings summaries) {
        this.summaries = summaries;
        return this;
    }

    /**
     * Sets what is forgotten automatically. Without a policy nothing is.
     *
     * @param retention the rules and how often they are applied; of all processes that share a ledger, one at a time
     *     applies them
     * @return this builder
     */
    public LongTermMemoryBuilder retention(RetentionPolicy retention) {
        this.retention = retention;
        return this;
    }

    /**
     * Sets the reranker. Without one the hits of a search are in the order of their scores.
     *
     * @param reranker the reranker that reorders the best hits of each search, unless
     *     {@link SearchRequest#rerank() the request} disables it; the memory does not close it
     * @return this builder
     */
    public LongTermMemoryBuilder reranker(Reranker reranker) {
        this.reranker = reranker;
        return this;
    }

    /**
     * Sets the clock, which decides what time something is recorded at and what has expired.
     *
     * @param clock the source of the current time
     * @return this builder
     */
    public LongTermMemoryBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets the time zone of turns and queries that have none, UTC by default: "today" and "yesterday" are days in this
     * zone, and recalled items are dated in it. The zone may change each time the memory is opened: facts keep their
     * dates.
     *
     * @param zone the time zone
     * @return this builder
     */
    public LongTermMemoryBuilder zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the generator of ids, by default UUIDs of version 7.
     *
     * @param ids the generator
     * @return this builder
     */
    public LongTermMemoryBuilder idGenerator(IdGenerator ids) {
        this.idGenerator = ids;
        return this;
    }

    /**
     * Sets the listener that is notified of a model being loaded and an index being filled while {@link #open()} runs.
     *
     * @param progress the listener
     * @return this builder
     */
    public LongTermMemoryBuilder progressListener(ProgressListener progress) {
        this.progressListener = progress;
        return this;
    }

    /**
     * Opens the memory, and brings its index up to date.
     *
     * @return the open memory
     * @throws InvalidInputException if no directory is given and the ledger or the index needs one, or if summaries are
     *     enabled without a language model
     * @throws MissingProviderException if the ledger, index or embedder is neither given nor on the class path
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if the directory or the ledger cannot be created, read or written
     * @throws MemoryIndexException if the index cannot be created or written
     * @throws EmbedderException if the embedder cannot be loaded
     * @throws NativeLibraryException if a native library cannot be unpacked or loaded on this machine
     * @throws EmbedderMismatchException if the vectors stored under the embedder's id have another length
     */
    public LongTermMemory open() {
        if (directory == null && (ledger == null || index == null)) {
            throw new InvalidInputException(
                    ledger == null
                            ? "No directory is given. Say where the memory is kept: directory(Path)."
                            : "No directory is given for the index. Say where it is kept, directory(Path), or name"
                                    + " another: index(MemoryIndexFactory).");
        }
        // Before a directory is created: a module may be missing.
        LedgerFactory ledgers = ledgers();
        IndexProvider indexes = index == null ? DefaultProviders.index() : null;
        EmbedderProvider embedders = embedder == null ? DefaultProviders.embedder() : null;
        CloseStack resources = new CloseStack();
        try {
            return open(resources, ledgers, indexes, embedders);
        } catch (RuntimeException e) {
            closeAfter(e, resources);
            throw e;
        }
    }

    /**
     * Opens the ledger alone, for an export or an import: loads no embedder and opens no index.
     *
     * @return the open ledger
     * @throws InvalidInputException if neither a directory nor a ledger is given
     * @throws MissingProviderException if no ledger is given and none is on the class path
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if the directory or the ledger cannot be created, read or written
     */
    public TransferSession openForTransfer() {
        if (directory == null && ledger == null) {
            throw new InvalidInputException("No directory is given. Say where the memory is kept: directory(Path).");
        }
        LedgerFactory ledgers = ledgers();
        CloseStack resources = new CloseStack();
        try {
            if (ledger == null) {
                resources.add(DirectoryLock.acquire(home()));
            }
            return new TransferOnlySession(
                    resources.add(ledgers.open(idGenerator())), extraction.redactor(), clock, resources);
        } catch (RuntimeException e) {
            closeAfter(e, resources);
            throw e;
        }
    }

    /**
     * Inspects what {@link #open()} would open, without opening it: Java, the embedder, the directory, the ledger and
     * the index. Writes nothing, also while another process has the memory open, and reads everything once: some
     * ten seconds per gigabyte. The embedder embeds one word. An index is inspected if one is given or in a directory.
     *
     * @param depth how much to read
     * @return what was found, without stored text or credentials; whatever is wrong is a result, not an exception
     * @throws InvalidInputException if neither a directory nor a ledger is given
     * @throws MissingProviderException if the ledger or index is neither given nor on the class path
     */
    public InspectionReport inspect(InspectionDepth depth) {
        if (directory == null && ledger == null) {
            throw new InvalidInputException("No directory is given. Say where the memory is kept: directory(Path).");
        }
        Instant now = clock.instant();
        Path place = directory;
        LedgerFactory factory = ledger;
        LedgerProvider provider = factory == null ? DefaultProviders.ledger() : null;
        Embedder given = embedder;
        return MemoryInspector.inspect(
                new InspectionTarget(
                        place,
                        () -> place != null && DirectoryLock.isHeld(place),
                        provider != null,
                        () -> given == null ? DefaultProviders.embedder().load() : given,
                        given == null,
                        provider != null
                                ? () -> provider.inspect(home(), depth, now)
                                : () -> Objects.requireNonNull(factory, "checked above")
                                        .inspect(depth, now),
                        indexInspection(),
                        learning.dailyTokens()),
                now);
    }

    private @Nullable Function<OptionalInt, IndexInspection> indexInspection() {
        MemoryIndexFactory factory = index;
        if (factory != null) {
            return factory::inspect;
        }
        if (directory == null) {
            return null;
        }
        IndexProvider provider = DefaultProviders.index();
        return dimension -> provider.inspect(home());
    }

    /** Loads the model while the ledger opens and the token vocabulary is read: each takes some tenths of a second. */
    private LongTermMemory open(
            CloseStack resources,
            LedgerFactory ledgers,
            @Nullable IndexProvider indexes,
            @Nullable EmbedderProvider embedders) {
        if (directory != null) {
            resources.add(DirectoryLock.acquire(directory));
        }
        progressListener.progress("loading the embedder", 0, 1);
        CompletableFuture<Embedder> loading = loading(embedders);
        CompletableFuture<Void> vocabulary = CompletableFuture.runAsync(TokenCounter::load);
        // No one waits for the names of days and months: an earlier first search reads them itself.
        ForkJoinPool.commonPool().execute(TimeExpressions::load);
        IdGenerator generator = idGenerator();
        Ledger opened;
        try {
            opened = resources.add(ledgers.open(generator));
        } finally {
            if (embedder == null) {
                resources.add(() -> loading.thenAccept(Embedder::close).join());
            }
        }
        Embedder loaded = joined(loading);
        progressListener.progress("loading the embedder", 1, 1);
        joined(vocabulary);
        Embedder checked = new ValidatingEmbedder(loaded);
        // Before the index is opened, which is replaced by a new one if its vectors have another length.
        VectorLengthCheck.check(opened, checked);
        IndexLocation location = indexes == null ? null : indexes.locate(home());
        MemoryIndex memoryIndex =
                location == null ? customIndex(checked.dimension()) : location.open(checked.dimension());
        return EngineAssembly.start(
                opened,
                memoryIndex,
                checked,
                clock,
                generator,
                progressListener,
                resources,
                extraction.redactor(),
                new ProcedureWriter(languageModel, extraction),
                learningConfig(),
                retention,
                reranker,
                location,
                zone);
    }

    private IdGenerator idGenerator() {
        return idGenerator == null ? new UuidV7Generator(clock) : idGenerator;
    }

    private LedgerFactory ledgers() {
        if (ledger != null) {
            return ledger;
        }
        LedgerProvider provider = DefaultProviders.ledger();
        return generator -> provider.open(home(), generator);
    }

    private MemoryIndex customIndex(int dimension) {
        MemoryIndexFactory factory = Objects.requireNonNull(index, "the default index has a location");
        return DeferredIndex.open(() -> factory.open(dimension));
    }

    private Path home() {
        return Objects.requireNonNull(directory, "checked when opening");
    }

    private @Nullable LearningConfig learningConfig() {
        FactExtractor factExtractor = extractor;
        if (factExtractor == null && languageModel != null) {
            factExtractor = new LlmFactExtractor(languageModel, extraction);
        }
        SummaryConfig summaryConfig = summaryConfig();
        return factExtractor == null
                ? null
                : new LearningConfig(factExtractor, ProposalValidator.standard(extraction), learning, summaryConfig);
    }

    private @Nullable SummaryConfig summaryConfig() {
        SummarySettings settings = summaries;
        if (settings == null) {
            return null;
        }
        if (languageModel == null) {
            throw new InvalidInputException(
                    "Summaries are made by a language model, and none is given. Give one: languageModel(model).");
        }
        Set<Origin> summarised = EnumSet.of(Origin.USER, Origin.ASSISTANT);
        summarised.addAll(extraction.trustedOrigins());
        return new SummaryConfig(
                new LlmSummarizer(languageModel, extraction, settings.maxTokens()), summarised, settings);
    }

    private CompletableFuture<Embedder> loading(@Nullable EmbedderProvider embedders) {
        return embedders == null
                ? CompletableFuture.completedFuture(Objects.requireNonNull(embedder, "given, or provided"))
                : CompletableFuture.supplyAsync(embedders::load);
    }

    private static <T extends @Nullable Object> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void closeAfter(RuntimeException failure, CloseStack resources) {
        try {
            resources.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
