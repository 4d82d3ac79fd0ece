// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.Entities;
import dev.memoir.ForgetResult;
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
import dev.memoir.maintenance.Maintenance;
import dev.memoir.spring.ObservedRecalls;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes the searches and writes of a memory: those of turns, of tools and of the application itself. Delegates
 * everything else. Thread-safe.
 */
public final class ObservedMemory implements LongTermMemory, ObservedRecalls {

    private static final RecallConvention RECALL = new DefaultRecallConvention();
    private static final CaptureConvention CAPTURE = new DefaultCaptureConvention();

    private final LongTermMemory memory;
    private final ObservationRegistry registry;
    private final String embedder;
    private final RecallConvention recall;
    private final CaptureConvention capture;

    /**
     * Observes with the names and tags of {@link DefaultRecallConvention} and {@link DefaultCaptureConvention}.
     *
     * @param memory the memory to observe; closed by this
     * @param registry the registry of the observations
     * @param embedder the kind of embedder of the memory, in one word
     */
    public ObservedMemory(LongTermMemory memory, ObservationRegistry registry, String embedder) {
        this(memory, registry, embedder, RECALL, CAPTURE);
    }

    /**
     * Observes with custom names and tags.
     *
     * @param memory the memory to observe; closed by this
     * @param registry the registry of the observations
     * @param embedder the kind of embedder of the memory, in one word
     * @param recall the names and tags of searches
     * @param capture the names and tags of writes
     */
    public ObservedMemory(
            LongTermMemory memory,
            ObservationRegistry registry,
            String embedder,
            RecallConvention recall,
            CaptureConvention capture) {
        this.memory = memory;
        this.registry = registry;
        this.embedder = embedder;
        this.recall = recall;
        this.capture = capture;
    }

    @Override
    public ZoneId zone() {
        return memory.zone();
    }

    @Override
    public AddResult add(AddRequest request) {
        return observeWrite(request.turns().size(), () -> memory.add(request));
    }

    @Override
    public StoreResult store(StoreRequest request) {
        return observeWrite(request.turns().size(), () -> memory.store(request));
    }

    private <T> T observeWrite(int texts, Supplier<T> write) {
        CaptureContext context = new CaptureContext(embedder, texts);
        return MemoryObservation.CAPTURE
                .observation(capture, CAPTURE, () -> context, registry)
                .observe(() -> {
                    T result = write.get();
                    context.ended();
                    return result;
                });
    }

    @Override
    public Observation startRecall() {
        RecallContext context = new RecallContext(embedder);
        return MemoryObservation.RECALL.start(recall, RECALL, () -> context, registry);
    }

    @Override
    public SearchResult search(SearchRequest request) {
        Observation current = registry.getCurrentObservation();
        if (current != null && current.getContext() instanceof RecallContext whole) {
            SearchResult recollection = memory.search(request);
            whole.ended(recollection);
            return recollection;
        }
        RecallContext context = new RecallContext(embedder);
        return MemoryObservation.RECALL
                .observation(recall, RECALL, () -> context, registry)
                .observe(() -> {
                    SearchResult recollection = memory.search(request);
                    context.ended(recollection);
                    return recollection;
                });
    }

    @Override
    public Profile profile(Scope scope, int tokenBudget) {
        return memory.profile(scope, tokenBudget);
    }

    @Override
    public Optional<Memory> get(Scope scope, String id) {
        return memory.get(scope, id);
    }

    @Override
    public Optional<StoredTurn> getTurn(Scope scope, String id) {
        return memory.getTurn(scope, id);
    }

    @Override
    public Page<Memory> list(ListRequest request) {
        return memory.list(request);
    }

    @Override
    public Page<StoredTurn> listTurns(ListRequest request) {
        return memory.listTurns(request);
    }

    @Override
    public Memory update(Scope scope, String id, MemoryUpdate update) {
        return memory.update(scope, id, update);
    }

    @Override
    public boolean delete(Scope scope, String id) {
        return memory.delete(scope, id);
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String why) {
        return memory.suppress(scope, ids, why);
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids) {
        return memory.unsuppress(scope, ids);
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return memory.history(scope, id);
    }

    @Override
    public ForgetResult forget(Scope scope) {
        return memory.forget(scope);
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        return memory.forget(scope, id);
    }

    @Override
    public ForgetResult previewForget(Scope scope) {
        return memory.previewForget(scope);
    }

    @Override
    public Maintenance maintenance() {
        return memory.maintenance();
    }

    @Override
    public Learning learning() {
        return memory.learning();
    }

    @Override
    public Entities entities() {
        return memory.entities();
    }

    @Override
    public MemoryStats stats(Scope scope) {
        return memory.stats(scope);
    }

    @Override
    public MemoryStatus status() {
        return memory.status();
    }

    @Override
    public void onClose(Runnable task) {
        memory.onClose(task);
    }

    @Override
    public void onForget(Consumer<Scope> task) {
        memory.onForget(task);
    }

    @Override
    public void close() {
        memory.close();
    }
}
