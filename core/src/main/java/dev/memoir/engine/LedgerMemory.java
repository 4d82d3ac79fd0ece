package dev.memoir.engine;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.ForgetReceipt;
import dev.memoir.IdGenerator;
import dev.memoir.Learning;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryStatus;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.ProgressListener;
import dev.memoir.Recollection;
import dev.memoir.RecordedTurn;
import dev.memoir.RetentionPolicy;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.Redactor;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ingest.Ingestion;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.Maintenance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory whose truth is a ledger and whose finding is an index. */
public final class LedgerMemory implements LongTermMemory {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMemory.class);

    private final Gate gate;
    private final Queue<Runnable> beforeClose = new ConcurrentLinkedQueue<>();
    private final Ledger ledger;
    private final Projection projection;
    private final Writing writing;
    private final Searching searching;
    private final InstantSource clock;
    private final Resources resources;
    private final Learning learning;
    private final Forgetting forgetting;
    private final Maintenance maintenance;
    private final @Nullable Ingestion ingestion;

    private LedgerMemory(
            Gate gate,
            Ledger ledger,
            Projection projection,
            Writing writing,
            Searching searching,
            InstantSource clock,
            Resources resources,
            Learning learning,
            Forgetting forgetting,
            Maintenance maintenance,
            @Nullable Ingestion ingestion) {
        this.gate = gate;
        this.learning = learning;
        this.forgetting = forgetting;
        this.maintenance = maintenance;
        this.ingestion = ingestion;
        this.ledger = ledger;
        this.projection = projection;
        this.writing = writing;
        this.searching = searching;
        this.clock = clock;
        this.resources = resources;
    }

    /**
     * Puts a memory together and brings its index up to date.
     *
     * @param ledger the truth
     * @param index a projection of it
     * @param embedder makes the vectors
     * @param clock tells now
     * @param ids mints ids
     * @param progress hears of an index being filled
     * @param resources what {@link #close()} closes, whatever else happens
     * @param redactor takes out of texts what must not be stored
     * @param teacher what facts are drawn from turns with, or null to draw none
     * @param retention what is forgotten by itself
     * @return the memory
     */
    public static LedgerMemory start(
            Ledger ledger,
            MemoryIndex index,
            Embedder embedder,
            InstantSource clock,
            IdGenerator ids,
            ProgressListener progress,
            Resources resources,
            Redactor redactor,
            @Nullable Teacher teacher,
            RetentionPolicy retention) {
        Embedding embedding = new Embedding(embedder);
        Projection projection = new Projection(ledger, index, embedding);
        projection.open(progress);
        Searching searching = new Searching(ledger, index, embedding, projection, clock);
        Ingestion ingestion = teacher == null
                ? null
                : resources.add(new Ingestion(
                        ledger,
                        teacher.extractor(),
                        teacher.gates(),
                        redactor,
                        new LearningAccess(searching, embedding, projection),
                        clock,
                        ids,
                        teacher.settings()));
        Gate gate = new Gate();
        Forgetting forgetting = new Forgetting(projection);
        Retention keeping = new Retention(ledger, forgetting, clock);
        if (!retention.rules().isEmpty()) {
            resources.add(keeping.start(retention));
        }
        return new LedgerMemory(
                gate,
                ledger,
                projection,
                new Writing(ledger, embedding, projection, clock, ids, redactor),
                searching,
                clock,
                resources,
                new LedgerLearning(gate, ledger, projection, embedding, clock, ids, ingestion),
                forgetting,
                new LedgerMaintenance(
                        gate, keeping, new Transfer(ledger, projection, clock, ingestion)),
                ingestion);
    }

    @Override
    public AddResult add(AddRequest request) {
        return gate.pass(() -> {
            AddResult added = writing.add(request);
            if (ingestion != null && !added.replayed()) {
                ingestion.added(added.turns());
            }
            Duration patience = request.learnWithin();
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
        RecordedTurn any = added.turns().get(0);
        List<Memory> standing =
                ledger
                        .drawnFrom(
                                any.scope(),
                                added.turns().stream().map(RecordedTurn::id).toList())
                        .stream()
                        .filter(Memory::current)
                        .toList();
        return added.learned(standing, drawn);
    }

    @Override
    public Recollection search(SearchRequest request) {
        return gate.pass(() -> searching.search(request));
    }

    @Override
    public Optional<Memory> get(Scope scope, String id) {
        return gate.pass(() -> ledger.memory(scope, id));
    }

    @Override
    public Page<Memory> list(ListRequest request) {
        return gate.pass(() -> ledger.memories(request, clock.instant()));
    }

    @Override
    public Page<RecordedTurn> listTurns(ListRequest request) {
        return gate.pass(() -> ledger.turns(request));
    }

    @Override
    public Memory update(Scope scope, String id, MemoryUpdate update) {
        return gate.pass(() -> writing.update(scope, id, update));
    }

    @Override
    public boolean delete(Scope scope, String id) {
        return gate.pass(() -> writing.delete(scope, id));
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return gate.pass(() -> ledger.history(scope, id));
    }

    @Override
    public ForgetReceipt forget(Scope scope) {
        return forget(() -> ledger.forget(scope));
    }

    @Override
    public ForgetReceipt forget(Scope scope, String id) {
        return forget(() -> ledger.forget(scope, id));
    }

    private ForgetReceipt forget(Supplier<ForgetReceipt> destroy) {
        return gate.pass(() -> forgetting.forget(destroy));
    }

    @Override
    public ForgetReceipt wouldForget(Scope scope) {
        return gate.pass(() -> ledger.wouldForget(scope));
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
    public MemoryStats stats(Scope scope) {
        return gate.pass(() -> ledger.stats(scope));
    }

    @Override
    public MemoryStatus status() {
        return gate.pass(() -> new MemoryStatus(ledger.stats(), projection.lag(), projection.embedderId()));
    }

    @Override
    public void beforeClose(Runnable task) {
        gate.pass(() -> beforeClose.add(task));
    }

    @Override
    public void close() {
        for (Runnable task = beforeClose.poll(); task != null; task = beforeClose.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("What was to be done before the memory closes failed.", e);
            }
        }
        gate.shut(resources::close);
    }
}
