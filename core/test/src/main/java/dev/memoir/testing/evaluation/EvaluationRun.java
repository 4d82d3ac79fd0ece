// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.ItemType;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The steps of an evaluation on one memory: adds chats, each in a scope of its own, and asks questions right after
 * their chat's last session, to which "in May" refers. {@link Evaluation} runs all steps. Not thread-safe.
 */
public final class EvaluationRun {

    /** The number of hits that a context is packed from: 2,000 tokens hold about sixty lines. */
    private static final int PACKED = 100;

    private final Supplier<LongTermMemory> memory;
    private final Consumer<Instant> clock;
    private final UnaryOperator<SearchRequest.Builder> search;

    /** The id of every added turn within its chat, by its id in the memory. */
    private final Map<String, String> turnIds = new HashMap<>();

    /** The id of every added turn in the memory, by chat and id within the chat. */
    private final Map<TurnKey, String> itemIds = new HashMap<>();

    /**
     * Creates a run.
     *
     * @param memory returns the memory, open
     * @param clock sets the memory's clock
     * @param search applies the settings of searches, such as the minimum relevance
     */
    public EvaluationRun(
            Supplier<LongTermMemory> memory, Consumer<Instant> clock, UnaryOperator<SearchRequest.Builder> search) {
        this.memory = memory;
        this.clock = clock;
        this.search = search;
    }

    /**
     * Adds a session of a chat at the time at which it was held.
     *
     * @param chat the chat
     * @param session one of its sessions, not yet added
     */
    public void add(EvaluatedChat chat, ChatSession session) {
        clock.accept(session.at());
        AddResult added = memory.get()
                .add(AddRequest.builder(chat.scope())
                        .conversation(session.name())
                        .turns(session.turns().stream().map(ChatTurn::turn).toList())
                        .build());
        for (int i = 0; i < session.turns().size(); i++) {
            String item = added.turns().get(i).id();
            String turn = session.turns().get(i).id();
            turnIds.put(item, turn);
            itemIds.put(new TurnKey(chat.id(), turn), item);
        }
    }

    /** {@return the number of added turns} */
    public int turns() {
        return turnIds.size();
    }

    /**
     * {@return the id in the memory of an added turn, or empty if there is no such turn}
     *
     * @param chat the chat
     * @param turnId the id of the turn within the chat
     */
    public Optional<String> itemId(EvaluatedChat chat, String turnId) {
        return Optional.ofNullable(itemIds.get(new TurnKey(chat.id(), turnId)));
    }

    /**
     * {@return the id within its chat of a turn, or an empty text if the run did not add it}
     *
     * @param itemId the id of the turn in the memory
     */
    public String turnId(String itemId) {
        return turnIds.getOrDefault(itemId, "");
    }

    /**
     * {@return the turns within their chat that a hit states: its own, or those that a fact comes from}
     *
     * @param hit the hit
     */
    public List<String> turnsOf(SearchHit hit) {
        if (hit.item() instanceof Memory fact) {
            return memory.get().learning().sources(fact.scope(), fact.id()).stream()
                    .map(source -> turnId(source.turn().id()))
                    .toList();
        }
        return List.of(turnId(hit.item().id()));
    }

    /**
     * {@return the ranked turns for a question, {@value RecallTable#DEPTH} deep}
     *
     * @param chat the chat
     * @param question one of its questions
     */
    public SearchResult rank(EvaluatedChat chat, EvaluationQuestion question) {
        return ask(
                chat,
                request(chat, question.text())
                        .types(ItemType.TURN)
                        .limit(RecallTable.DEPTH)
                        .tokenBudget(0)
                        .build());
    }

    /**
     * {@return where a ranking has the evidence of a question}
     *
     * @param question an answerable question
     * @param ranking the result of {@link #rank}
     */
    public EvidenceRanks ranks(EvaluationQuestion question, SearchResult ranking) {
        return EvidenceRanks.of(question.evidence(), turnIds(ranking));
    }

    /**
     * {@return the ids of the ranked turns within their chat}
     *
     * @param ranking the result of {@link #rank}
     */
    public List<String> turnIds(SearchResult ranking) {
        return ranking.hits().stream().map(hit -> turnId(hit.item().id())).toList();
    }

    /**
     * {@return what a context states of a question's evidence}
     *
     * @param chat the chat
     * @param question one of its answerable questions
     * @param budget the token budget of the context
     * @param types the item types that it is packed from
     */
    public ContextEvidence pack(EvaluatedChat chat, EvaluationQuestion question, int budget, ItemType... types) {
        SearchResult packed = ask(
                chat,
                request(chat, question.text())
                        .types(types)
                        .limit(PACKED)
                        .tokenBudget(budget)
                        .build());
        return ContextEvidence.of(question, packed, this::turnsOf);
    }

    /**
     * {@return the result of a search with an application's settings}
     *
     * @param chat the chat
     * @param text the text to search for
     */
    public SearchResult search(EvaluatedChat chat, String text) {
        return ask(chat, request(chat, text).build());
    }

    private SearchRequest.Builder request(EvaluatedChat chat, String text) {
        return search.apply(SearchRequest.builder(chat.scope(), text));
    }

    private SearchResult ask(EvaluatedChat chat, SearchRequest request) {
        clock.accept(chat.end());
        return memory.get().search(request);
    }

    private record TurnKey(String chat, String turn) {}
}
