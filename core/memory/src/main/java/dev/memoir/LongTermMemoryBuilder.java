package dev.memoir;

import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.engine.CloseStack;
import dev.memoir.engine.DefaultLongTermMemory;
import dev.memoir.engine.DefaultProviders;
import dev.memoir.engine.DeferredIndex;
import dev.memoir.engine.DirectoryLock;
import dev.memoir.engine.LearningConfig;
import dev.memoir.engine.TransferOnlySession;
import dev.memoir.engine.VectorLengthCheck;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.LlmFactExtractor;
import dev.memoir.extract.LlmSummarizer;
import dev.memoir.extract.ProcedureWriter;
import dev.memoir.extract.ProposalValidator;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.ingest.LearningSettings;
import dev.memoir.ingest.SummaryConfig;
import dev.memoir.ingest.SummarySettings;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.llm.LanguageModel;
import dev.memoir.maintenance.TransferSession;
import dev.memoir.recall.TokenCounter;
import dev.memoir.recall.time.TimeExpressions;
import dev.memoir.rerank.Reranker;
import dev.memoir.spi.EmbedderProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LongTermMemory}: the embedded default, with a ledger, embedder, index or clock of your own where wanted. Not
 * thread-safe.
 */
public final class LongTermMemoryBuilder {

    private @Nullable Path directory;
    private @Nullable LedgerFactory ledger;
    private @Nullable Embedder embedder;
    private @Nullable MemoryIndexFactory index;
    private @Nullable LanguageModel languageModel;
    private @Nullable FactExtractor extractor;
    private ExtractionSettings extraction = ExtractionSettings.standard();
    private LearningSettings ingestion = LearningSettings.standard();
    private @Nullable SummarySettings summaries;
    private @Nullable Reranker reranker;
    private InstantSource clock = InstantSource.system();
    private @Nullable IdGenerator ids;
    private ProgressListener progress = ProgressListener.SILENT;
    private RetentionPolicy retention = RetentionPolicy.none();
    private ZoneId zone = ZoneOffset.UTC;

    LongTermMemoryBuilder() {}

    /**
     * {@return this}
     *
     * @param directory where the ledger and the index are kept, unless they are others; made if need be
     * @throws InvalidInputException if the path is empty, as an unset variable gives it; the current directory is "."
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
     * {@return this} Without one, a SQLite file in the directory is the ledger. With one, a directory is needed for the Lucene
     * index alone: each process follows the ledger with an index of its own there, or with one that all share and that is
     * named with {@link #index}.
     *
     * @param ledger opens the ledger that the memory uses, and closes
     */
    public LongTermMemoryBuilder ledger(LedgerFactory ledger) {
        this.ledger = ledger;
        return this;
    }

    /**
     * {@return this} Without one, all-MiniLM-L6-v2 runs in this process. When a directory is opened with another embedder
     * than before, what it holds is embedded again; the vectors of the old one are kept.
     *
     * @param embedder turns texts into vectors; the memory does not close it
     */
    public LongTermMemoryBuilder embedder(Embedder embedder) {
        this.embedder = embedder;
        return this;
    }

    /**
     * {@return this} Without one, Lucene keeps an index in the directory. An index can be replaced at any time: a new one is
     * filled from the ledger when the memory opens. One whose server is away then ({@link MemoryIndexUnavailableException})
     * does not keep the memory from opening: it recalls from the ledger until the server is back, and the index catches up.
     *
     * @param index opens the index that the memory uses, and closes
     */
    public LongTermMemoryBuilder index(MemoryIndexFactory index) {
        this.index = index;
        return this;
    }

    /**
     * {@return this} Without a language model or an extractor, turns are remembered word for word and no facts are drawn.
     *
     * @param languageModel asked once for each batch of turns what facts they tell; the memory does not close it
     */
    public LongTermMemoryBuilder languageModel(LanguageModel languageModel) {
        this.languageModel = languageModel;
        return this;
    }

    /**
     * {@return this}
     *
     * @param extractor draws facts from turns, in place of a language model; what it proposes is checked as well
     */
    public LongTermMemoryBuilder extractor(FactExtractor extractor) {
        this.extractor = extractor;
        return this;
    }

    /**
     * {@return this}
     *
     * @param extraction what facts are to be drawn, and from whose words; and, with or without a model, what is taken out
     *     of every text before it is stored
     */
    public LongTermMemoryBuilder extraction(ExtractionSettings extraction) {
        this.extraction = extraction;
        return this;
    }

    /**
     * {@return this}
     *
     * @param ingestion when facts are drawn: how many turns together, how often it is tried
     */
    public LongTermMemoryBuilder ingestion(LearningSettings ingestion) {
        this.ingestion = ingestion;
        return this;
    }

    /**
     * {@return this} Without these settings no summaries are made: each costs a call of the language model.
     *
     * @param summaries when conversations are summarised, with the language model; what was said before too
     */
    public LongTermMemoryBuilder summaries(SummarySettings summaries) {
        this.summaries = summaries;
        return this;
    }

    /**
     * {@return this} Without a policy nothing is forgotten by itself.
     *
     * @param retention what is forgotten by itself, and how often that is looked for: of all processes that share a ledger,
     *     by one at a time
     */
    public LongTermMemoryBuilder retention(RetentionPolicy retention) {
        this.retention = retention;
        return this;
    }

    /**
     * {@return this} Without a reranker the hits of a search are in the order of their scores.
     *
     * @param reranker puts the best hits of each search in a better order, unless {@link SearchRequest#rerank() the request}
     *     does without; the memory does not close it
     */
    public LongTermMemoryBuilder reranker(Reranker reranker) {
        this.reranker = reranker;
        return this;
    }

    /**
     * {@return this}
     *
     * @param clock tells now, for what is recorded and what has expired
     */
    public LongTermMemoryBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * {@return this} Without one it is UTC. It may be another each time the memory is opened: facts keep the dates that they
     * have.
     *
     * @param zone the time zone of turns and questions that name none: in its days "today" and "yesterday" are reckoned and
     *     what is recalled is dated
     */
    public LongTermMemoryBuilder zone(ZoneId zone) {
        this.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * {@return this}
     *
     * @param ids mints ids; by default UUIDs of version 7
     */
    public LongTermMemoryBuilder ids(IdGenerator ids) {
        this.ids = ids;
        return this;
    }

    /**
     * {@return this}
     *
     * @param progress hears of a model being loaded and of an index being filled, while {@link #open()} runs
     */
    public LongTermMemoryBuilder progress(ProgressListener progress) {
        this.progress = progress;
        return this;
    }

    /**
     * Opens the memory, and brings its index up to date.
     *
     * @return the memory, open
     * @throws InvalidInputException if no directory is given, and ledger or index need one; or summaries are wanted without
     *     a language model
     * @throws MissingProviderException if ledger, index or embedder is neither given nor on the class path
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if the directory or the ledger cannot be made, read or written
     * @throws MemoryIndexException if the index cannot be made or written
     * @throws EmbedderException if the embedder cannot be loaded
     * @throws NativeLibraryException if a native library cannot be unpacked or loaded on this machine
     * @throws EmbedderMismatchException if the vectors that are kept under the embedder's id have another length
     */
    public LongTermMemory open() {
        if (directory == null && (ledger == null || index == null)) {
            throw new InvalidInputException(
                    ledger == null
                            ? "No directory is given. Say where the memory is kept: directory(Path)."
                            : "No directory is given for the index. Say where it is kept, directory(Path), or name"
                                    + " another: index(MemoryIndexFactory).");
        }
        requireProviders();
        CloseStack resources = new CloseStack();
        try {
            return open(resources);
        } catch (RuntimeException e) {
            closeAfter(e, resources);
            throw e;
        }
    }

    /**
     * Opens the ledger alone, for an export or an import: no embedder is loaded and no index touched, whatever the memory's
     * are.
     *
     * @return the ledger, open
     * @throws InvalidInputException if neither a directory nor a ledger is given
     * @throws DirectoryInUseException if another instance holds the directory
     * @throws StorageException if the directory or the ledger cannot be made, read or written
     */
    public TransferSession openForTransfer() {
        if (directory == null && ledger == null) {
            throw new InvalidInputException("No directory is given. Say where the memory is kept: directory(Path).");
        }
        CloseStack resources = new CloseStack();
        try {
            if (ledger == null) {
                resources.add(DirectoryLock.acquire(home()));
            }
            return new TransferOnlySession(resources.add(truth(minting())), extraction.redactor(), clock, resources);
        } catch (RuntimeException e) {
            closeAfter(e, resources);
            throw e;
        }
    }

    /** Fails before a directory is created, if a module is missing. */
    private void requireProviders() {
        if (ledger == null) {
            DefaultProviders.ledger();
        }
        if (index == null) {
            DefaultProviders.index();
        }
        if (embedder == null) {
            DefaultProviders.embedder();
        }
    }

    /** The model loads while the ledger opens and the tokens' vocabulary is read: each takes some tenths of a second. */
    private LongTermMemory open(CloseStack resources) {
        if (directory != null) {
            resources.add(DirectoryLock.acquire(directory));
        }
        progress.progress("loading the embedder", 0, 1);
        CompletableFuture<Embedder> loading = loading();
        CompletableFuture<Void> vocabulary = CompletableFuture.runAsync(TokenCounter::load);
        // Nobody waits for the names of days and months: a first search that comes sooner reads them itself.
        ForkJoinPool.commonPool().execute(TimeExpressions::load);
        IdGenerator minting = minting();
        Ledger truth;
        try {
            truth = resources.add(truth(minting));
        } finally {
            if (embedder == null) {
                resources.add(() -> loading.thenAccept(Embedder::close).join());
            }
        }
        Embedder loaded = joined(loading);
        progress.progress("loading the embedder", 1, 1);
        joined(vocabulary);
        Embedder checked = new ValidatingEmbedder(loaded);
        // Before the index is opened, which makes way for a new one where its vectors are of another length.
        VectorLengthCheck.check(truth, checked);
        IndexLocation place = index == null ? DefaultProviders.index().locate(home()) : null;
        MemoryIndex opened = place == null ? own(checked.dimension()) : place.open(checked.dimension());
        return DefaultLongTermMemory.start(
                truth,
                opened,
                checked,
                clock,
                minting,
                progress,
                resources,
                extraction.redactor(),
                new ProcedureWriter(languageModel, extraction),
                teacher(),
                retention,
                reranker,
                place,
                zone);
    }

    private IdGenerator minting() {
        return ids == null ? new UuidV7Generator(clock) : ids;
    }

    private Ledger truth(IdGenerator minting) {
        return ledger == null ? DefaultProviders.ledger().open(home(), minting) : ledger.open(minting);
    }

    private MemoryIndex own(int dimension) {
        MemoryIndexFactory factory = Objects.requireNonNull(index, "there is no place without it");
        return DeferredIndex.open(() -> factory.open(dimension));
    }

    private Path home() {
        return Objects.requireNonNull(directory, "asked for when opening");
    }

    private @Nullable LearningConfig teacher() {
        FactExtractor drawing = extractor;
        if (drawing == null && languageModel != null) {
            drawing = new LlmFactExtractor(languageModel, extraction);
        }
        SummaryConfig plan = summaryPlan();
        return drawing == null
                ? null
                : new LearningConfig(drawing, ProposalValidator.standard(extraction), ingestion, plan);
    }

    private @Nullable SummaryConfig summaryPlan() {
        SummarySettings wanted = summaries;
        if (wanted == null) {
            return null;
        }
        if (languageModel == null) {
            throw new InvalidInputException(
                    "Summaries are made by a language model, and none is given. Give one: languageModel(model).");
        }
        Set<Origin> told = EnumSet.of(Origin.USER, Origin.ASSISTANT);
        told.addAll(extraction.believed());
        return new SummaryConfig(new LlmSummarizer(languageModel, extraction, wanted.maxTokens()), told, wanted);
    }

    private CompletableFuture<Embedder> loading() {
        if (embedder != null) {
            return CompletableFuture.completedFuture(embedder);
        }
        EmbedderProvider provider = DefaultProviders.embedder();
        return CompletableFuture.supplyAsync(provider::load);
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
