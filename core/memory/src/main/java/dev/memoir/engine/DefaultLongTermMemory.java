package dev.memoir.engine;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.Entities;
import dev.memoir.ForgetResult;
import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Learning;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryStatus;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Profile;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionPolicy;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.concurrent.InterruptGuard;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.ProcedureWriter;
import dev.memoir.extract.Redactor;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ingest.DerivedMemoryWriter;
import dev.memoir.ingest.LearningPipeline;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.recall.ProfilePacker;
import dev.memoir.rerank.Reranker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory that keeps its data in a ledger and finds it through an index. Thread-safe. */
public final class DefaultLongTermMemory implements LongTermMemory {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultLongTermMemory.class);

    /**
     * Memories that a profile chooses from, of the first and of the latest each: several times what it has room for.
     */
    private static final int PROFILE_POOL = 200;

    /**
     * The maximum delay until other processes find what one process writes: less than a person needs to switch windows.
     */
    private static final Duration FOLLOWING = Duration.ofMillis(250);

    /** The maximum delay until earlier items are searched for a new name. A check reads one row of an index. */
    private static final Duration LINKING = Duration.ofMillis(500);

    /**
     * The maximum number of conversations extracted from right after an import; the others follow when their next turn
     * is added.
     */
    private static final int HURRIED = 1_000;

    private final CloseGuard gate;
    private final Queue<Runnable> beforeClose = new ConcurrentLinkedQueue<>();
    private final Ledger ledger;
    private final IndexHolder served;
    private final InstantSource clock;
    private final ZoneId zone;
    private final CloseStack resources;
    private final Learning learning;
    private final Entities entities;
    private final ForgetService forgetting;
    private final Maintenance maintenance;
    private final @Nullable LearningPipeline ingestion;

    private DefaultLongTermMemory(
            CloseGuard gate,
            Ledger ledger,
            IndexHolder served,
            InstantSource clock,
            ZoneId zone,
            CloseStack resources,
            Learning learning,
            Entities entities,
            ForgetService forgetting,
            Maintenance maintenance,
            @Nullable LearningPipeline ingestion) {
        this.gate = gate;
        this.learning = learning;
        this.entities = entities;
        this.forgetting = forgetting;
        this.maintenance = maintenance;
        this.ingestion = ingestion;
        this.ledger = ledger;
        this.served = served;
        this.clock = clock;
        this.zone = zone;
        this.resources = resources;
    }

    /**
     * Assembles a memory and brings its index up to date.
     *
     * @param ledger the source of truth
     * @param index a projection of the ledger, closed with the resources
     * @param embedder the embedder of texts and queries
     * @param clock the source of the current time
     * @param ids the generator of ids
     * @param progress the listener that is notified of an index being filled
     * @param resources the resources that {@link #close()} closes, even if some fail
     * @param redactor the redactor of texts before they are stored
     * @param procedures the writer of procedures
     * @param teacher the configuration of fact extraction, or null to extract none
     * @param retention the policy of what is forgotten automatically
     * @param reranker the reranker of hits, or null to keep the order of their scores
     * @param place the location where a new index can be built while this one is in use, or null if only the
     *     application knows
     * @param zone the time zone of turns and queries that have none
     * @return the memory
     */
    public static DefaultLongTermMemory start(
            Ledger ledger,
            MemoryIndex index,
            Embedder embedder,
            InstantSource clock,
            IdGenerator ids,
            ProgressListener progress,
            CloseStack resources,
            Redactor redactor,
            ProcedureWriter procedures,
            @Nullable LearningConfig teacher,
            RetentionPolicy retention,
            @Nullable Reranker reranker,
            @Nullable IndexLocation place,
            ZoneId zone) {
        BiFunction<MemoryIndex, Embedder, IndexRuntime> stack = (unchecked, embedding) -> {
            MemoryIndex finding = new CheckedIndex(unchecked);
            FaultTolerantEmbedder tried =
                    new FaultTolerantEmbedder(embedding, redactor, new EmbedderScale(ledger, embedding));
            IndexHealth health = new IndexHealth(clock);
            IndexProjector projection = new IndexProjector(ledger, finding, tried, health);
            return new IndexRuntime(
                    finding,
                    tried,
                    projection,
                    new SearchService(
                            ledger, finding, tried, projection, clock, new RerankStage(reranker), zone, health),
                    new WriteService(ledger, tried, projection, clock, ids, redactor));
        };
        IndexRuntime first = stack.apply(index, embedder);
        IndexHolder served = resources.add(new IndexHolder(first));
        first.projection().open(progress);
        resources.add(PeriodicTask.start("memoir-follower", FOLLOWING, served::follow));
        EngineLearningContext access = new EngineLearningContext(served, zone);
        EntityBackfillTask linker = new EntityBackfillTask(ledger, access::updateIndex);
        resources.add(PeriodicTask.start("memoir-linker", LINKING, linker::run));
        resources.add(linker);
        LearningPipeline ingestion = teacher == null
                ? null
                : resources.add(new LearningPipeline(
                        ledger,
                        teacher.extractor(),
                        teacher.gates(),
                        redactor,
                        access,
                        clock,
                        ids,
                        teacher.settings(),
                        teacher.summaries()));
        CloseGuard gate = new CloseGuard();
        ForgetService forgetting = new ForgetService(served);
        RetentionJob keeping = new RetentionJob(ledger, forgetting, clock);
        if (!retention.rules().isEmpty()) {
            resources.add(keeping.start(retention));
        }
        return new DefaultLongTermMemory(
                gate,
                ledger,
                served,
                clock,
                zone,
                resources,
                new DefaultLearning(
                        gate,
                        ledger,
                        served,
                        clock,
                        ids,
                        new ProcedureRecorder(
                                served, procedures, new DerivedMemoryWriter(ledger, access, ids, redactor), clock, ids),
                        linker,
                        ingestion),
                new DefaultEntities(gate, ledger, clock, ids),
                forgetting,
                new DefaultMaintenance(
                        gate,
                        keeping,
                        new LedgerTransferService(
                                ledger, redactor, clock, progressing -> follow(served, ledger, ingestion, progressing)),
                        new ReindexService(ledger, served, stack, embedder, place)),
                ingestion);
    }

    /** Completes an import: updates the index, and extracts facts from what is pending. */
    private static void follow(
            IndexHolder served, Ledger ledger, @Nullable LearningPipeline ingestion, ProgressListener progress) {
        served.use(serving -> serving.projection().catchUp(progress));
        if (ingestion != null) {
            ingestion.extractNow(ledger.pendingConversations(HURRIED));
        }
    }

    @Override
    public AddResult add(AddRequest request) {
        return gate.pass(() -> {
            AddResult added = served.write(serving -> serving.writing().add(request));
            if (ingestion != null && !added.replayed()) {
                ingestion.added(added.turns());
            }
            Duration patience = request.awaitExtraction();
            return patience == null || added.turns().isEmpty() ? added : learned(added, patience);
        });
    }

    private AddResult learned(AddResult added, Duration patience) {
        boolean drawn = false;
        try {
            drawn = ingestion != null && ingestion.flush(added.turns(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StoredTurn any = added.turns().get(0);
        List<Memory> standing =
                ledger
                        .extractedFrom(
                                any.scope(),
                                added.turns().stream().map(StoredTurn::id).toList())
                        .stream()
                        .filter(memory -> memory.current() && memory.kind().isStatement())
                        .toList();
        return added.learned(standing, drawn);
    }

    @Override
    public SearchResult search(SearchRequest request) {
        return gate.pass(() -> served.use(serving -> serving.searching().search(request)));
    }

    @Override
    public Profile profile(Scope scope, int tokenBudget) {
        if (tokenBudget < 0) {
            throw new InvalidInputException("The token budget is " + tokenBudget + "; it must be at least 0.");
        }
        return gate.pass(() -> {
            Instant now = clock.instant();
            Map<Memory, Integer> standing = new LinkedHashMap<>();
            ledger.currentMemories(scope, now, PROFILE_POOL)
                    .forEach(known -> standing.put(known.memory(), known.sources()));
            return ProfilePacker.pack(
                    List.copyOf(standing.keySet()), memory -> standing.getOrDefault(memory, 0), now, zone, tokenBudget);
        });
    }

    @Override
    public Optional<Memory> get(Scope scope, String id) {
        return gate.pass(() -> ledger.memory(scope, id));
    }

    @Override
    public Optional<StoredTurn> getTurn(Scope scope, String id) {
        return gate.pass(() -> ledger.fetch(scope, List.of(new ItemRef(ItemType.TURN, id))).values().stream()
                .map(StoredTurn.class::cast)
                .findFirst());
    }

    @Override
    public Page<Memory> list(ListRequest request) {
        return gate.pass(() -> ledger.memories(request, clock.instant()));
    }

    @Override
    public Page<StoredTurn> listTurns(ListRequest request) {
        return gate.pass(() -> ledger.turns(request));
    }

    @Override
    public Memory update(Scope scope, String id, MemoryUpdate update) {
        return gate.pass(() -> served.write(serving -> serving.writing().update(scope, id, update)));
    }

    @Override
    public boolean delete(Scope scope, String id) {
        return gate.pass(() -> served.write(serving -> serving.writing().delete(scope, id)));
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String why) {
        return suppression(() -> ledger.suppress(scope, ids, why, clock.instant()));
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids) {
        return suppression(() -> ledger.unsuppress(scope, ids, clock.instant()));
    }

    private List<MemoryEvent> suppression(Supplier<List<MemoryEvent>> change) {
        return gate.pass(() -> {
            List<MemoryEvent> steps = served.write(serving -> {
                List<MemoryEvent> taken = change.get();
                serving.projection().catchUp();
                return taken;
            });
            if (ingestion != null && !steps.isEmpty()) {
                ingestion.forgotten();
            }
            return steps;
        });
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return gate.pass(() -> ledger.history(scope, id));
    }

    @Override
    public ForgetResult forget(Scope scope) {
        return forget(() -> ledger.forget(scope));
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        return forget(() -> ledger.forget(scope, id));
    }

    private ForgetResult forget(Supplier<ForgetResult> destroy) {
        return gate.pass(() -> {
            ForgetResult receipt = forgetting.forget(destroy);
            if (ingestion != null && receipt.memories() > 0) {
                ingestion.forgotten();
            }
            return receipt;
        });
    }

    @Override
    public ForgetResult previewForget(Scope scope) {
        return gate.pass(() -> ledger.previewForget(scope));
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public Learning learning() {
        return learning;
    }

    @Override
    public Entities entities() {
        return entities;
    }

    @Override
    public MemoryStats stats(Scope scope) {
        return gate.pass(() -> ledger.stats(scope));
    }

    @Override
    public MemoryStatus status() {
        return gate.pass(() -> served.use(serving -> new MemoryStatus(
                ledger.stats(),
                serving.projection().lag(),
                serving.projection().embedderId(),
                serving.projection().failure())));
    }

    @Override
    public void onClose(Runnable task) {
        gate.pass(() -> beforeClose.add(task));
    }

    /** Defers an interrupt until everything is closed: pending writes are not lost, and no lock is left behind. */
    @Override
    public void close() {
        InterruptGuard.after(this::closeAll);
    }

    private void closeAll() {
        for (Runnable task = beforeClose.poll(); task != null; task = beforeClose.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A close callback failed.", e);
            }
        }
        gate.shut(resources::close);
    }
}
