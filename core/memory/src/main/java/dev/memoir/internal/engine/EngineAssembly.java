// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.IdGenerator;
import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionPolicy;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.Redactor;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.MemoryIndex;
import dev.memoir.internal.extract.ProcedureWriter;
import dev.memoir.internal.learning.DerivedMemoryWriter;
import dev.memoir.internal.learning.LearningPipeline;
import dev.memoir.ledger.Ledger;
import dev.memoir.rerank.Reranker;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Assembles a memory from its ledger, index, embedder and settings. */
public final class EngineAssembly {

    /**
     * The maximum delay until other processes find what one process writes: less than a person needs to switch windows.
     */
    private static final Duration FOLLOW_INTERVAL = Duration.ofMillis(250);

    /** The maximum delay until earlier items are searched for a new name. A check reads one row of an index. */
    private static final Duration LINK_INTERVAL = Duration.ofMillis(500);

    /**
     * The maximum number of conversations extracted from right after an import; the others follow when their next turn
     * is added.
     */
    private static final int MAX_IMPORTED_CONVERSATIONS = 1_000;

    private EngineAssembly() {}

    /**
     * Assembles a memory and brings its index up to date.
     *
     * @param ledger the source of truth
     * @param index a projection of the ledger, closed with the resources
     * @param embedder the embedder of texts and queries
     * @param clock the source of the current time
     * @param ids the generator of ids
     * @param progress the listener that is notified of an index being filled
     * @param resources the resources that {@link LongTermMemory#close()} closes, even if some fail
     * @param redactor the redactor of texts before they are stored
     * @param procedures the writer of procedures
     * @param learningConfig the configuration of fact extraction, or null to extract none
     * @param retention the policy of what is forgotten automatically
     * @param reranker the reranker of hits, or null to keep the order of their scores
     * @param location the location where a new index can be built while this one is in use, or null if only the
     *     application knows
     * @param zone the time zone of turns and queries that have none
     * @return the memory
     */
    public static LongTermMemory start(
            Ledger ledger,
            MemoryIndex index,
            Embedder embedder,
            InstantSource clock,
            IdGenerator ids,
            ProgressListener progress,
            CloseStack resources,
            Redactor redactor,
            ProcedureWriter procedures,
            @Nullable LearningConfig learningConfig,
            RetentionPolicy retention,
            @Nullable Reranker reranker,
            @Nullable IndexLocation location,
            ZoneId zone) {
        BiFunction<MemoryIndex, Embedder, IndexRuntime> stack = (unchecked, embedding) -> {
            MemoryIndex checked = new CheckedIndex(unchecked);
            FaultTolerantEmbedder tolerant =
                    new FaultTolerantEmbedder(embedding, redactor, new EmbedderScale(ledger, embedding));
            IndexHealth health = new IndexHealth(clock);
            IndexProjector projection = new IndexProjector(ledger, checked, tolerant, health);
            return new IndexRuntime(
                    checked,
                    tolerant,
                    projection,
                    new SearchService(
                            ledger, checked, tolerant, projection, clock, new RerankStage(reranker), zone, health),
                    new WriteService(ledger, tolerant, projection, clock, ids, redactor));
        };
        IndexRuntime first = stack.apply(index, embedder);
        IndexHolder holder = resources.add(new IndexHolder(first));
        first.projection().open(progress);
        resources.add(PeriodicTask.start("memoir-follower", FOLLOW_INTERVAL, holder::follow));
        EngineLearningContext learningContext = new EngineLearningContext(holder, zone);
        EntityBackfillTask linker = new EntityBackfillTask(ledger.entities(), learningContext::updateIndex);
        resources.add(PeriodicTask.start("memoir-linker", LINK_INTERVAL, linker::run));
        resources.add(linker);
        LearningPipeline pipeline = learningConfig == null
                ? null
                : resources.add(new LearningPipeline(
                        ledger,
                        learningConfig.extractor(),
                        learningConfig.validator(),
                        redactor,
                        learningContext,
                        clock,
                        ids,
                        learningConfig.settings(),
                        learningConfig.summaries()));
        CloseGuard guard = new CloseGuard();
        ForgetService forgetting = new ForgetService(holder);
        RetentionJob retentionJob = new RetentionJob(ledger, forgetting, clock);
        if (!retention.rules().isEmpty()) {
            resources.add(retentionJob.start(retention));
        }
        return new DefaultLongTermMemory(
                guard,
                ledger,
                holder,
                clock,
                zone,
                resources,
                new DefaultLearning(
                        guard,
                        ledger,
                        holder,
                        clock,
                        ids,
                        new ProcedureRecorder(
                                holder,
                                procedures,
                                new DerivedMemoryWriter(ledger.summaries(), learningContext, ids, redactor),
                                clock,
                                ids),
                        linker,
                        pipeline),
                new DefaultEntities(guard, ledger.entities(), clock, ids),
                forgetting,
                new DefaultMaintenance(
                        guard,
                        retentionJob,
                        new LedgerTransferService(
                                ledger, redactor, clock, listener -> follow(holder, ledger, pipeline, listener)),
                        new ReindexService(ledger, holder, stack, embedder, location),
                        ledger.admin()),
                pipeline);
    }

    /** Completes an import: updates the index, and extracts facts from what is pending. */
    private static void follow(
            IndexHolder holder, Ledger ledger, @Nullable LearningPipeline pipeline, ProgressListener progress) {
        holder.use(runtime -> runtime.projection().catchUp(progress));
        if (pipeline != null) {
            pipeline.extractNow(ledger.learning().pendingConversations(MAX_IMPORTED_CONVERSATIONS));
        }
    }
}
