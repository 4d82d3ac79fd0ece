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
import dev.memoir.engine.CandidatePool;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.recall.SignalWeights;
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
 * How much of LoCoMo's evidence a search finds, and how fast: the public API on real input, all users in one memory. Questions
 * are asked right after their conversation's last session: that is what "in May" is counted from.
 */
final class RecallRun implements AutoCloseable {

    private final Path directory;
    private final Embedder embedder;
    private final IdGenerator ids = new UuidV7Generator(Instant::now);
    private volatile Instant now = Instant.now();
    private LongTermMemory memory;
    private @Nullable MemoryIndex index;

    /** The dialog id of every turn, by the id it got here. */
    private final Map<String, String> dialogIds = new HashMap<>();

    /** The other way round, by {@link #key}. */
    private final Map<String, String> turnIds = new HashMap<>();

    RecallRun(Path directory) {
        this(directory, MiniLmEmbedder.load());
    }

    /**
     * Opens an empty memory.
     *
     * @param directory the directory of the memory
     * @param embedder its embedder; closed with it
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

    /** Adds all turns, a session at a time. {@return how many} */
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

    /** Adds facts. {@return how many} */
    int learn(Map<BenchmarkConversation, List<BenchmarkFact>> facts) {
        memory.close();
        int written = FactWriter.write(directory, facts, turnIds, embedder, ids);
        memory = open();
        return written;
    }

    /** Asks each question for a deep ranking of turns. */
    void rank(List<BenchmarkConversation> conversations, RecallTable table) {
        for (BenchmarkConversation conversation : conversations) {
            now = conversation.end();
            for (BenchmarkQuestion question : conversation.answerable()) {
                SearchRequest deep = request(conversation, question, RecallTable.depth(), 0, ItemType.TURN);
                table.add(question, ranked(memory.search(deep)));
            }
        }
    }

    /** Asks each question for a context of turns and facts. */
    void pack(List<BenchmarkConversation> conversations, ContextTable table) {
        pack(conversations, BenchmarkConversation::answerable, table, ItemType.TURN, ItemType.MEMORY);
    }

    /**
     * Asks questions for contexts.
     *
     * @param questions the questions of a conversation to ask
     * @param types what the contexts may hold
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

    /** What every signal says of every candidate of every question. */
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

    /** Asks each question as an application does. */
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

    /** {@return what a search for a text recalls in the scope of a conversation, as an application asks} */
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
