// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.ProgressListener;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.llm.LanguageModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures a configuration of a memory on a set: adds its chats to an empty memory in a temporary directory, in the
 * order in which they were held, asks the questions, and deletes the memory. Not thread-safe.
 *
 * <pre>{@code
 * EvaluationSet set = EvaluationSet.read(Path.of("chats.json")).withQuestions(Path.of("questions.json"));
 * EvaluationResult result = Evaluation.builder(set).build().run();
 * assertTrue(result.recallAt(10) > 0.8);
 * }</pre>
 */
public final class Evaluation {

    /** The number of found turns that a result keeps for each question. */
    private static final int KEPT = 5;

    private final EvaluationSet set;
    private final String name;
    private final Map<String, String> settings;
    private final UnaryOperator<LongTermMemoryBuilder> memory;
    private final UnaryOperator<SearchRequest.Builder> search;
    private final @Nullable LanguageModel languageModel;
    private final ProgressListener progress;

    private Evaluation(Builder builder) {
        set = builder.set;
        name = builder.name;
        settings = new LinkedHashMap<>(builder.settings);
        memory = builder.memory;
        search = builder.search;
        languageModel = builder.languageModel;
        progress = builder.progress;
    }

    /**
     * {@return a builder for an evaluation of a memory's defaults}
     *
     * @param set the chats and questions
     */
    public static Builder builder(EvaluationSet set) {
        return new Builder(set);
    }

    /**
     * Runs the evaluation.
     *
     * @return the result
     * @throws InvalidInputException if no question has evidence
     * @throws dev.memoir.llm.ModelUnavailableException if the language model does not answer
     * @throws IOException if the temporary directory cannot be written
     */
    public EvaluationResult run() throws IOException {
        if (set.questions().stream().noneMatch(EvaluationQuestion::answerable)) {
            throw new InvalidInputException("No question of " + set.name() + " has evidence, so there is no recall to"
                    + " measure. Add questions with the turns that answer them.");
        }
        EvaluationClock clock = new EvaluationClock();
        try (TemporaryMemory temporary = TemporaryMemory.open(memory, clock, languageModel, progress)) {
            EvaluationRun run = new EvaluationRun(temporary::memory, clock::stopAt, search);
            add(run, temporary, clock);
            ExtractionFigures extraction =
                    languageModel == null ? null : ExtractionCount.of(set.chats(), run, temporary.memory());
            Latencies latencies = new Latencies();
            List<QuestionResult> questions = ask(run, latencies);
            return new EvaluationResult(
                    name,
                    set.name(),
                    described(temporary.memory()),
                    set.chats().size(),
                    run.turns(),
                    questions,
                    RelevanceFigures.measure(set.chats(), run),
                    extraction,
                    SearchTimes.of(latencies));
        }
    }

    /** Adds the sessions of all chats in order of time, so that the memory's clock never goes back. */
    private void add(EvaluationRun run, TemporaryMemory temporary, EvaluationClock clock) {
        record Held(EvaluatedChat chat, ChatSession session) {}
        List<Held> sessions = set.chats().stream()
                .flatMap(chat -> chat.sessions().stream().map(session -> new Held(chat, session)))
                .sorted(Comparator.comparing(held -> held.session().at()))
                .toList();
        String task = languageModel == null ? "adding turns" : "adding turns and extracting facts";
        int done = 0;
        for (Held held : sessions) {
            progress.progress(task, run.turns(), set.turns());
            run.add(held.chat(), held.session());
            if (languageModel != null) {
                clock.run();
                temporary.extract();
            }
            done++;
        }
        if (done > 0) {
            progress.progress(task, set.turns(), set.turns());
        }
    }

    private List<QuestionResult> ask(EvaluationRun run, Latencies latencies) {
        List<QuestionResult> results = new ArrayList<>();
        int total = set.questions().size();
        for (EvaluatedChat chat : set.chats()) {
            Map<String, SaidTurn> said = chat.turns()
                    .map(Evaluation::said)
                    .collect(Collectors.toMap(SaidTurn::id, Function.identity(), (first, second) -> first));
            for (EvaluationQuestion question : chat.questions()) {
                progress.progress("asking questions", results.size(), total);
                results.add(ask(run, chat, question, said, latencies));
            }
        }
        progress.progress("asking questions", total, total);
        return results;
    }

    private static QuestionResult ask(
            EvaluationRun run,
            EvaluatedChat chat,
            EvaluationQuestion question,
            Map<String, SaidTurn> said,
            Latencies latencies) {
        SearchResult ranking = run.rank(chat, question);
        List<String> ranked = run.turnIds(ranking);
        Map<Integer, ContextEvidence> contexts = new TreeMap<>();
        if (question.contextual()) {
            for (int budget : ContextTable.BUDGETS) {
                contexts.put(budget, run.pack(chat, question, budget, ItemType.TURN, ItemType.MEMORY));
            }
        }
        long start = System.nanoTime();
        SearchResult usual = run.search(chat, question.text());
        latencies.add(System.nanoTime() - start);
        List<ExpectedTurn> expected = question.evidence().stream()
                .map(id -> new ExpectedTurn(turn(said, id), ranked.indexOf(id) + 1))
                .toList();
        return new QuestionResult(
                chat.id(),
                question.id(),
                question.text(),
                question.category(),
                question.answer(),
                expected,
                found(ranking.hits(), ranked, question, said),
                usual.hits().isEmpty() ? 0 : usual.hits().get(0).score(),
                usual.contextTokens(),
                contexts);
    }

    private static List<FoundTurn> found(
            List<SearchHit> hits, List<String> ranked, EvaluationQuestion question, Map<String, SaidTurn> said) {
        List<FoundTurn> found = new ArrayList<>();
        for (int i = 0; i < Math.min(KEPT, hits.size()); i++) {
            String id = ranked.get(i);
            found.add(new FoundTurn(
                    turn(said, id), hits.get(i).score(), question.evidence().contains(id)));
        }
        return found;
    }

    private static SaidTurn turn(Map<String, SaidTurn> said, String id) {
        SaidTurn turn = said.get(id);
        if (turn == null) {
            throw new InvalidInputException("There is no turn '" + id + "' in the chat. Name turns that it has.");
        }
        return turn;
    }

    private static SaidTurn said(ChatTurn turn) {
        String speaker = turn.turn().speaker();
        return new SaidTurn(
                turn.id(),
                speaker == null ? turn.turn().role().name().toLowerCase(Locale.ROOT) : speaker,
                turn.at(),
                turn.turn().text());
    }

    private Map<String, String> described(LongTermMemory memory) {
        Map<String, String> all = new LinkedHashMap<>();
        SearchRequest request = search.apply(
                        SearchRequest.builder(set.chats().get(0).scope(), "settings"))
                .build();
        all.put("embedder", memory.status().embedderId());
        all.put("limit", Integer.toString(request.limit()));
        all.put("token budget", Integer.toString(request.tokenBudget()));
        all.put("minimum relevance", Double.toString(request.minRelevance()));
        all.put("extraction", languageModel == null ? "none" : model(languageModel));
        all.putAll(settings);
        return all;
    }

    private static String model(LanguageModel model) {
        return model.id().isEmpty() ? "a language model" : model.id();
    }

    /** Builds an {@link Evaluation}. Not thread-safe. */
    public static final class Builder {

        private final EvaluationSet set;
        private String name = "memoir";
        private final Map<String, String> settings = new LinkedHashMap<>();
        private UnaryOperator<LongTermMemoryBuilder> memory = UnaryOperator.identity();
        private UnaryOperator<SearchRequest.Builder> search = UnaryOperator.identity();
        private @Nullable LanguageModel languageModel;
        private ProgressListener progress = ProgressListener.SILENT;

        private Builder(EvaluationSet set) {
            this.set = set;
        }

        /**
         * Sets the name of the configuration in reports.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /**
         * Adds a setting that reports show, besides those that the evaluation knows itself.
         *
         * @param setting its name
         * @param value its value
         * @return this builder
         */
        public Builder setting(String setting, String value) {
            settings.put(setting, value);
            return this;
        }

        /**
         * Sets the parts and settings of the memory, such as its embedder, index or reranker. Directory, clock,
         * language model and learning settings belong to the evaluation. An embedder is not closed.
         *
         * @param memory customizes the builder of the memory
         * @return this builder
         */
        public Builder memory(UnaryOperator<LongTermMemoryBuilder> memory) {
            this.memory = memory;
            return this;
        }

        /**
         * Sets the settings of searches, such as the minimum relevance. Depth, types and budget are set for each
         * figure; those of the context that an application pays for are the ones set here.
         *
         * @param search customizes the builder of a search
         * @return this builder
         */
        public Builder search(UnaryOperator<SearchRequest.Builder> search) {
            this.search = search;
            return this;
        }

        /**
         * Sets the model that extracts facts, or one that replays recorded replies. Without one no facts are extracted.
         *
         * @param languageModel the model, or null
         * @return this builder
         */
        public Builder languageModel(@Nullable LanguageModel languageModel) {
            this.languageModel = languageModel;
            return this;
        }

        /**
         * Sets the listener that is notified of progress.
         *
         * @param progress the listener
         * @return this builder
         */
        public Builder progressListener(ProgressListener progress) {
            this.progress = progress;
            return this;
        }

        /** {@return the evaluation} */
        public Evaluation build() {
            return new Evaluation(this);
        }
    }
}
