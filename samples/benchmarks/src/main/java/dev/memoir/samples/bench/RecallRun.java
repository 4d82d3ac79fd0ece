// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.IdGenerator;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
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
import dev.memoir.samples.bench.BenchmarkConversation.BenchmarkQuestion;
import dev.memoir.samples.bench.BenchmarkConversation.DialogTurn;
import dev.memoir.samples.bench.BenchmarkConversation.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much of a data set's evidence a search finds, and how fast, with the public API on real input and all
 * users in one memory. Questions are asked right after their conversation's last session, to which "in May" refers.
 */
final class RecallRun implements AutoCloseable {

    private final Path directory;
    private final Embedder embedder;
    private final IdGenerator ids = new UuidV7Generator(Instant::now);
    private volatile Instant now = Instant.now();
    private LongTermMemory memory;
    private @Nullable MemoryIndex index;

    /** The dialog id of every turn, by its id in the memory. */
    private final Map<String, String> dialogIds = new HashMap<>();

    /** The id of every turn in the memory, by {@link #key}. */
    private final Map<String, String> turnIds = new HashMap<>();

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

    static String key(BenchmarkConversation conversation, String dialogId) {
        return conversation.id() + "/" + dialogId;
    }

    /** Adds all turns, one session at a time. {@return the number of turns} */
    int ingest(List<BenchmarkConversation> conversations) {
        for (BenchmarkConversation conversation : conversations) {
            for (Session session : conversation.sessions()) {
                AddResult added = memory.add(AddRequest.builder(scope(conversation))
                        .conversation(session.name())
                        .turns(session.turns().stream().map(DialogTurn::turn).toList())
                        .build());
                for (int i = 0; i < session.turns().size(); i++) {
                    String id = added.turns().get(i).id();
                    String dialogId = session.turns().get(i).dialogId();
                    dialogIds.put(id, dialogId);
                    turnIds.put(key(conversation, dialogId), id);
                }
            }
        }
        return dialogIds.size();
    }

    /** Adds facts. {@return the number of facts} */
    int learn(Map<BenchmarkConversation, List<BenchmarkFact>> facts) {
        memory.close();
        int written = FactWriter.write(directory, facts, turnIds, embedder, ids);
        memory = open();
        return written;
    }

    /** Searches a deep ranking of turns for each question. */
    void rank(List<BenchmarkConversation> conversations, RecallTable table) {
        for (BenchmarkConversation conversation : conversations) {
            now = conversation.end();
            for (BenchmarkQuestion question : conversation.answerable()) {
                SearchRequest deep = request(conversation, question, RecallTable.depth(), 0, ItemType.TURN);
                table.add(question, ranked(memory.search(deep)));
            }
        }
    }

    /** Searches a context of turns and facts for each question. */
    void pack(List<BenchmarkConversation> conversations, ContextTable table) {
        pack(conversations, BenchmarkConversation::answerable, table, ItemType.TURN, ItemType.MEMORY);
    }

    /**
     * Searches contexts for questions.
     *
     * @param questions selects the questions of a conversation
     * @param types the item types of the contexts
     */
    void pack(
            List<BenchmarkConversation> conversations,
            Function<BenchmarkConversation, List<BenchmarkQuestion>> questions,
            ContextTable table,
            ItemType... types) {
        for (BenchmarkConversation conversation : conversations) {
            now = conversation.end();
            for (BenchmarkQuestion question : questions.apply(conversation)) {
                for (int budget : ContextTable.BUDGETS) {
                    SearchResult recollection =
                            memory.search(request(conversation, question, ContextTable.HITS, budget, types));
                    table.add(budget, question, recollection, memory, dialogIds);
                }
            }
        }
    }

    /** Returns the value of every signal for every candidate of every question. */
    List<QuestionSignals> evidence(List<BenchmarkConversation> conversations, SignalWeights weights) {
        List<QuestionSignals> all = new ArrayList<>();
        SimilarityScale scale = embedder.similarityScale().orElseGet(() -> SimilarityCalibrator.measure(embedder));
        for (BenchmarkConversation conversation : conversations) {
            Set<String> speakers = speakers(conversation);
            for (BenchmarkQuestion question : conversation.answerable()) {
                SearchRequest request = request(conversation, question, RecallTable.depth(), 0, ItemType.TURN);
                QueryEmbedding asked = QueryEmbedding.of(question.text(), speakers, embedder);
                CandidatePool pool = CandidatePool.of(
                        Objects.requireNonNull(index, "opened"),
                        request,
                        RecallTable.depth(),
                        asked.vector(),
                        asked.scale(scale),
                        conversation.end());
                all.add(QuestionSignals.of(conversation.id(), question, pool.ranked(weights, true), dialogIds));
            }
        }
        return all;
    }

    private static Set<String> speakers(BenchmarkConversation conversation) {
        return conversation.sessions().stream()
                .flatMap(session -> session.turns().stream())
                .flatMap(said -> Stream.ofNullable(said.turn().speaker()))
                .collect(Collectors.toSet());
    }

    /** Searches for each question with an application's settings. */
    void time(List<BenchmarkConversation> conversations, Latencies latencies) {
        for (BenchmarkConversation conversation : conversations) {
            now = conversation.end();
            for (BenchmarkQuestion question : conversation.answerable()) {
                SearchRequest usual = request(
                        conversation,
                        question,
                        SearchRequest.DEFAULT_LIMIT,
                        SearchRequest.DEFAULT_TOKEN_BUDGET,
                        ItemType.TURN,
                        ItemType.MEMORY);
                latencies.time(() -> memory.search(usual));
            }
        }
    }

    /** {@return the result of a search in the scope of a conversation, with an application's settings} */
    SearchResult search(BenchmarkConversation conversation, String text) {
        now = conversation.end();
        return memory.search(SearchRequest.builder(scope(conversation), text).build());
    }

    private static SearchRequest request(
            BenchmarkConversation conversation, BenchmarkQuestion question, int limit, int tokens, ItemType... types) {
        return SearchRequest.builder(scope(conversation), question.text())
                .types(types)
                .limit(limit)
                .tokenBudget(tokens)
                .build();
    }

    private List<String> ranked(SearchResult recollection) {
        return recollection.hits().stream()
                .map(hit -> dialogIds.getOrDefault(hit.item().id(), ""))
                .toList();
    }

    private static Scope scope(BenchmarkConversation conversation) {
        return Scope.user(conversation.id());
    }

    @Override
    public void close() {
        memory.close();
        embedder.close();
    }
}
