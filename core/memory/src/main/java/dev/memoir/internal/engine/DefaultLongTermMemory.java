// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.Entities;
import dev.memoir.ForgetResult;
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
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import dev.memoir.StoreResult;
import dev.memoir.StoredTurn;
import dev.memoir.index.ItemRef;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.internal.learning.LearningPipeline;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.prompt.ProfilePacker;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory that keeps its data in a ledger and finds it through an index. Thread-safe. */
final class DefaultLongTermMemory implements LongTermMemory {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultLongTermMemory.class);

    /**
     * Memories that a profile chooses from, of the first and of the latest each: several times what it has room for.
     */
    private static final int PROFILE_POOL = 200;

    private final CloseGuard guard;
    private final Queue<Runnable> closeCallbacks = new ConcurrentLinkedQueue<>();
    private final Queue<Consumer<Scope>> forgetCallbacks = new ConcurrentLinkedQueue<>();
    private final Ledger ledger;
    private final IndexHolder holder;
    private final InstantSource clock;
    private final ZoneId zone;
    private final CloseStack resources;
    private final Learning learning;
    private final Entities entities;
    private final ForgetService forgetting;
    private final Maintenance maintenance;
    private final @Nullable LearningPipeline pipeline;

    DefaultLongTermMemory(
            CloseGuard guard,
            Ledger ledger,
            IndexHolder holder,
            InstantSource clock,
            ZoneId zone,
            CloseStack resources,
            Learning learning,
            Entities entities,
            ForgetService forgetting,
            Maintenance maintenance,
            @Nullable LearningPipeline pipeline) {
        this.guard = guard;
        this.learning = learning;
        this.entities = entities;
        this.forgetting = forgetting;
        this.maintenance = maintenance;
        this.pipeline = pipeline;
        this.ledger = ledger;
        this.holder = holder;
        this.clock = clock;
        this.zone = zone;
        this.resources = resources;
    }

    @Override
    public AddResult add(AddRequest request) {
        return guard.pass(() -> {
            AddResult added = holder.write(runtime -> runtime.writing().add(request));
            if (pipeline != null && !added.replayed()) {
                pipeline.added(added.turns());
            }
            Duration patience = request.awaitExtraction();
            return patience == null || added.turns().isEmpty() ? added : learned(added, patience);
        });
    }

    private AddResult learned(AddResult added, Duration patience) {
        boolean extracted = false;
        try {
            extracted = pipeline != null && pipeline.flush(added.turns(), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StoredTurn any = added.turns().get(0);
        List<Memory> current = learning.extractedFrom(
                any.scope(), added.turns().stream().map(StoredTurn::id).toList());
        return new AddResult(added.turns(), current, extracted, added.replayed());
    }

    @Override
    public StoreResult store(StoreRequest request) {
        return guard.pass(() -> holder.write(runtime -> runtime.writing().store(request)));
    }

    @Override
    public SearchResult search(SearchRequest request) {
        return guard.pass(() -> holder.use(runtime -> runtime.searching().search(request)));
    }

    @Override
    public Profile profile(Scope scope, int tokenBudget) {
        if (tokenBudget < 0) {
            throw new InvalidInputException("The token budget is " + tokenBudget + "; it must be at least 0.");
        }
        return guard.pass(() -> {
            Instant now = clock.instant();
            Map<Memory, Integer> current = new LinkedHashMap<>();
            ledger.items()
                    .currentMemories(scope, now, PROFILE_POOL)
                    .forEach(known -> current.put(known.memory(), known.sources()));
            return ProfilePacker.pack(
                    List.copyOf(current.keySet()), memory -> current.getOrDefault(memory, 0), now, zone, tokenBudget);
        });
    }

    @Override
    public Optional<Memory> get(Scope scope, String id) {
        return guard.pass(() -> ledger.items().memory(scope, id));
    }

    @Override
    public Optional<StoredTurn> getTurn(Scope scope, String id) {
        return guard.pass(() -> ledger.items().fetch(scope, List.of(new ItemRef(ItemType.TURN, id))).values().stream()
                .map(StoredTurn.class::cast)
                .findFirst());
    }

    @Override
    public Page<Memory> list(ListRequest request) {
        return guard.pass(() -> ledger.items().memories(request, clock.instant()));
    }

    @Override
    public Page<StoredTurn> listTurns(ListRequest request) {
        return guard.pass(() -> ledger.items().turns(request));
    }

    @Override
    public Memory update(Scope scope, String id, MemoryUpdate update) {
        return guard.pass(() -> holder.write(runtime -> runtime.writing().update(scope, id, update)));
    }

    @Override
    public boolean delete(Scope scope, String id) {
        return guard.pass(() -> holder.write(runtime -> runtime.writing().delete(scope, id)));
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String why) {
        return suppression(() -> ledger.items().suppress(scope, ids, why, clock.instant()));
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids) {
        return suppression(() -> ledger.items().unsuppress(scope, ids, clock.instant()));
    }

    private List<MemoryEvent> suppression(Supplier<List<MemoryEvent>> change) {
        return guard.pass(() -> {
            List<MemoryEvent> steps = holder.write(runtime -> {
                List<MemoryEvent> taken = change.get();
                runtime.projection().catchUp();
                return taken;
            });
            if (pipeline != null && !steps.isEmpty()) {
                pipeline.forgotten();
            }
            return steps;
        });
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return guard.pass(() -> ledger.items().history(scope, id));
    }

    @Override
    public ForgetResult forget(Scope scope) {
        // Outside the guard: a callback may wait for another thread's call, which a close in progress would hold up.
        forgetCallbacks.forEach(task -> task.accept(scope));
        return forget(() -> ledger.items().forget(scope));
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        return forget(() -> ledger.items().forget(scope, id));
    }

    private ForgetResult forget(Supplier<ForgetResult> destroy) {
        return guard.pass(() -> {
            ForgetResult result = forgetting.forget(destroy);
            if (pipeline != null && result.memories() > 0) {
                pipeline.forgotten();
            }
            return result;
        });
    }

    @Override
    public ForgetResult previewForget(Scope scope) {
        return guard.pass(() -> ledger.items().previewForget(scope));
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
        return guard.pass(() -> ledger.items().stats(scope));
    }

    @Override
    public MemoryStatus status() {
        return guard.pass(() -> holder.use(runtime -> new MemoryStatus(
                ledger.items().stats(),
                runtime.projection().lag(),
                runtime.projection().embedderId(),
                runtime.projection().failure())));
    }

    @Override
    public void onClose(Runnable task) {
        guard.pass(() -> closeCallbacks.add(task));
    }

    @Override
    public void onForget(Consumer<Scope> task) {
        guard.pass(() -> forgetCallbacks.add(task));
    }

    /** Defers an interrupt until everything is closed: pending writes are not lost, and no lock is left behind. */
    @Override
    public void close() {
        InterruptGuard.after(this::closeAll);
    }

    private void closeAll() {
        for (Runnable task = closeCallbacks.poll(); task != null; task = closeCallbacks.poll()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A close callback failed.", e);
            }
        }
        guard.shut(resources::close);
    }
}
