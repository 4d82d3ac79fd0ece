// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import dev.memoir.ItemType;
import dev.memoir.testing.evaluation.ContextTable;
import dev.memoir.testing.evaluation.EvaluatedChat;
import dev.memoir.testing.evaluation.EvaluationQuestion;
import dev.memoir.testing.evaluation.EvaluationSet;
import dev.memoir.testing.evaluation.Latencies;
import dev.memoir.testing.evaluation.RecallTable;
import dev.memoir.testing.evaluation.RelevanceFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one data set.
 *
 * @param name the data set
 * @param turns the recall of turns, without facts
 * @param withFacts the recall of turns that facts vote for; null without facts
 * @param contexts the evidence within token budgets, for contexts of turns, of facts and of both
 * @param relevance how well a conversation's own questions are distinguished from others
 * @param search the latency of searches with a known embedding
 * @param evidence the value of each signal for each candidate of each question
 */
record DataSetResult(
        String name,
        RecallTable turns,
        @Nullable RecallTable withFacts,
        Map<String, ContextTable> contexts,
        RelevanceFigures relevance,
        Latencies search,
        List<QuestionSignals> evidence) {

    /** The number of warm-up rounds: the compiler needs some thousand calls. */
    private static final int WARM_UP = 3;

    static DataSetResult measure(EvaluationSet dataSet, Map<EvaluatedChat, List<BenchmarkFact>> facts, RecallRun run) {
        List<EvaluatedChat> all = dataSet.chats();
        List<EvaluatedChat> packed = facts.isEmpty() ? all : List.copyOf(facts.keySet());
        run.ingest(all);
        RecallTable turns = new RecallTable();
        run.rank(all, turns);
        List<QuestionSignals> evidence = run.evidence(all, SignalTables.even());
        Map<String, ContextTable> contexts = new LinkedHashMap<>();
        contexts.put("turns", packed(packed, run, ItemType.TURN));
        RecallTable withFacts = null;
        if (!facts.isEmpty()) {
            run.learn(facts);
            withFacts = new RecallTable();
            run.rank(packed, withFacts);
            contexts.put("facts", packed(packed, run, ItemType.MEMORY));
            contexts.put("both", packed(packed, run, ItemType.TURN, ItemType.MEMORY));
        }
        RelevanceFigures relevance = RelevanceFigures.measure(all, run.run());
        for (int round = 0; round < WARM_UP; round++) {
            run.time(all, new Latencies());
        }
        Latencies search = new Latencies();
        run.time(all, search);
        return new DataSetResult(dataSet.name(), turns, withFacts, contexts, relevance, search, evidence);
    }

    private static ContextTable packed(List<EvaluatedChat> conversations, RecallRun run, ItemType... types) {
        ContextTable table = new ContextTable();
        run.pack(conversations, DataSetResult::asked, table, types);
        return table;
    }

    private static List<EvaluationQuestion> asked(EvaluatedChat conversation) {
        return conversation.questions().stream()
                .filter(EvaluationQuestion::contextual)
                .toList();
    }
}
