package dev.memoir.samples.bench;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.samples.bench.Locomo.Conversation;
import dev.memoir.samples.bench.Locomo.Question;
import dev.memoir.samples.bench.Locomo.Said;
import dev.memoir.samples.bench.Locomo.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of LoCoMo's evidence a search finds, and how fast: the public API on real input, all users in one memory. */
final class LocomoRun {

    private final LongTermMemory memory;

    /** The dialog id of every turn, by the id it got here. */
    private final Map<String, String> dialogIds = new HashMap<>();

    LocomoRun(LongTermMemory memory) {
        this.memory = memory;
    }

    /** Adds all turns, a session at a time. {@return how many} */
    int ingest(List<Conversation> conversations) {
        for (Conversation conversation : conversations) {
            for (Session session : conversation.sessions()) {
                AddResult added = memory.add(AddRequest.of(scope(conversation))
                        .conversation(session.name())
                        .turns(session.turns().stream().map(Said::turn).toList())
                        .build());
                for (int i = 0; i < session.turns().size(); i++) {
                    dialogIds.put(
                            added.turns().get(i).id(), session.turns().get(i).dialogId());
                }
            }
        }
        return dialogIds.size();
    }

    /** Asks each question for a deep ranking. */
    void rank(List<Conversation> conversations, RecallTable table) {
        for (Conversation conversation : conversations) {
            for (Question question : conversation.questions()) {
                table.add(question, ranked(memory.search(request(conversation, question, RecallTable.depth(), 0))));
            }
        }
    }

    /** Asks each question as an application does. */
    void time(List<Conversation> conversations, Latencies latencies) {
        for (Conversation conversation : conversations) {
            for (Question question : conversation.questions()) {
                SearchRequest usual = request(
                        conversation, question, SearchRequest.DEFAULT_LIMIT, SearchRequest.DEFAULT_TOKEN_BUDGET);
                latencies.time(() -> memory.search(usual));
            }
        }
    }

    private static SearchRequest request(Conversation conversation, Question question, int limit, int tokens) {
        return SearchRequest.of(scope(conversation), question.text())
                .types(ItemType.TURN)
                .limit(limit)
                .tokenBudget(tokens)
                .build();
    }

    private List<String> ranked(Recollection recollection) {
        return recollection.hits().stream()
                .map(hit -> dialogIds.getOrDefault(hit.item().id(), ""))
                .toList();
    }

    private static Scope scope(Conversation conversation) {
        return Scope.user(conversation.id());
    }
}
