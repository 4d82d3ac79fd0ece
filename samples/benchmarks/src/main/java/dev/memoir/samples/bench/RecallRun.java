// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.IdGenerator;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.SearchRequest;
import dev.memoir.UuidV7Generator;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.QueryEmbedding;
import dev.memoir.embed.SimilarityCalibrator;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.internal.engine.CandidatePool;
import dev.memoir.internal.ranking.SignalWeights;
import dev.memoir.testing.evaluation.ChatSession;
import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationQuestion;
import dev.memoir.testing.evaluation.EvaluationRun;
import dev.memoir.testing.evaluation.EvidenceRanks;
import dev.memoir.testing.evaluation.Latencies;
import dev.memoir.testing.evaluation.RecallTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much of a data set's evidence a search finds, and how fast, with the public API on real input and all
 * users in one memory. {@link EvaluationRun} asks the questions; this class adds what needs the memory's parts: facts
 * that are written to the ledger, and the values of the signals.
 */
final class RecallRun implements AutoCloseable {

    private final Path directory;
    private final Embedder embedder;
    private final IdGenerator ids = new UuidV7Generator(Instant::now);
    private final EvaluationRun run;
    private volatile Instant now = Instant.now();
    private LongTermMemory memory;
    private @Nullable MemoryIndex index;

    RecallRun(Path directory) {
        this(directory, MiniLmEmbedder.load());
    }

    /**
     * Opens an empty memory.
     *
     * @param directory the directory of the memory
     * @param embedder the embedder, which is closed with the memory
     */
    RecallRun(Path directory, Embedder embedder) {
        this.directory = directory;
        this.embedder = embedder;
        memory = open();
        run = new EvaluationRun(() -> memory, at -> now = at, UnaryOperator.identity());
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(embedder)
                .clock(() -> now)
                .index(dimension -> {
                    index = LuceneIndex.open(directory.resolve("index"), dimension);
                    return index;
                })
                .open();
    }

    /** {@return the run that asks the questions} */
    EvaluationRun run() {
        return run;
    }

    /** Adds all turns, one session at a time. {@return the number of turns} */
    int ingest(List<EvaluatedChat> conversations) {
        for (EvaluatedChat conversation : conversations) {
            for (ChatSession session : conversation.sessions()) {
                run.add(conversation, session);
            }
        }
        return run.turns();
    }

    /** Adds facts. {@return the number of facts} */
    int learn(Map<EvaluatedChat, List<BenchmarkFact>> facts) {
        memory.close();
        int written = FactWriter.write(directory, facts, run, embedder, ids);
        memory = open();
        return written;
    }

    /** Searches a deep ranking of turns for each question. */
    void rank(List<EvaluatedChat> conversations, RecallTable table) {
        rank(conversations, table, new RecallTable());
    }

    /**
     * Searches a deep ranking of turns for each question.
     *
     * @param table receives the ranks of the turns
     * @param sessions receives the ranks of their sessions
     */
    void rank(List<EvaluatedChat> conversations, RecallTable table, RecallTable sessions) {
        for (EvaluatedChat conversation : conversations) {
            for (EvaluationQuestion question : conversation.answerable()) {
                List<String> ranked = run.turnIds(run.rank(conversation, question));
                table.add(question.category(), EvidenceRanks.of(question.evidence(), ranked));
                sessions.add(
                        question.category(),
                        EvidenceRanks.of(
                                question.evidence().stream()
                                        .map(RecallRun::session)
                                        .distinct()
                                        .toList(),
                                ranked.stream().map(RecallRun::session).toList()));
            }
        }
    }

    /** The session part of a dialog id: D7 of D7:12. */
    private static String session(String dialogId) {
        return dialogId.substring(0, Math.max(0, dialogId.indexOf(':')));
    }

    /** Searches a context of turns and facts for each question. */
    void pack(List<EvaluatedChat> conversations, ContextTable table) {
        pack(conversations, EvaluatedChat::answerable, table, ItemType.TURN, ItemType.MEMORY);
    }

    /**
     * Searches contexts for questions.
     *
     * @param questions selects the questions of a conversation
     * @param types the item types of the contexts
     */
    void pack(
            List<EvaluatedChat> conversations,
            Function<EvaluatedChat, List<EvaluationQuestion>> questions,
            ContextTable table,
            ItemType... types) {
        for (EvaluatedChat conversation : conversations) {
            for (EvaluationQuestion question : questions.apply(conversation)) {
                for (int budget : ContextTable.BUDGETS) {
                    table.add(budget, run.pack(conversation, question, budget, types));
                }
            }
        }
    }

    /** Returns the value of every signal for every candidate of every question. */
    List<QuestionSignals> evidence(List<EvaluatedChat> conversations, SignalWeights weights) {
        List<QuestionSignals> all = new ArrayList<>();
        SimilarityScale scale = embedder.similarityScale().orElseGet(() -> SimilarityCalibrator.measure(embedder));
        for (EvaluatedChat conversation : conversations) {
            Set<String> speakers = Set.copyOf(conversation.speakers());
            for (EvaluationQuestion question : conversation.answerable()) {
                SearchRequest request = SearchRequest.builder(conversation.scope(), question.text())
                        .types(ItemType.TURN)
                        .limit(RecallTable.DEPTH)
                        .tokenBudget(0)
                        .build();
                QueryEmbedding asked = QueryEmbedding.of(question.text(), speakers, embedder);
                CandidatePool pool = CandidatePool.of(
                        Objects.requireNonNull(index, "opened"),
                        request,
                        RecallTable.DEPTH,
                        asked.vector(),
                        asked.scale(scale),
                        conversation.end());
                all.add(QuestionSignals.of(conversation.id(), question, pool.ranked(weights, true), run::turnId));
            }
        }
        return all;
    }

    /** Searches for each question with an application's settings. */
    void time(List<EvaluatedChat> conversations, Latencies latencies) {
        for (EvaluatedChat conversation : conversations) {
            for (EvaluationQuestion question : conversation.answerable()) {
                latencies.time(() -> run.search(conversation, question.text()));
            }
        }
    }

    @Override
    public void close() {
        memory.close();
        embedder.close();
    }
}
