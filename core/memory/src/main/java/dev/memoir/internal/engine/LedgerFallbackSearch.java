// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TurnPosition;
import dev.memoir.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds candidates in the ledger alone while the index is unavailable: among the latest turns and memories of the
 * scope, by stored vectors and by words. Takes some ten milliseconds. Thread-safe.
 */
final class LedgerFallbackSearch {

    /** The number of turns and of memories considered: some months of one user, and one page of the ledger. */
    static final int LATEST = ListRequest.MAX_LIMIT;

    /** The sum of word weights that makes a match certain; the scale of the embedded index. */
    private static final double CERTAIN = 10;

    private final Ledger ledger;
    private final FaultTolerantEmbedder embedding;

    LedgerFallbackSearch(Ledger ledger, FaultTolerantEmbedder embedding) {
        this.ledger = ledger;
        this.embedding = embedding;
    }

    List<Candidate> search(IndexQuery query, SimilarityScale scale) {
        List<MemoryItem> latest = latest(query);
        Map<String, float[]> vectors = query.vector() == null
                ? Map.of()
                : ledger.learning().vectors(latest.stream().map(MemoryItem::id).toList(), embedding.id());
        Map<String, Set<String>> wordsOf = new HashMap<>();
        latest.forEach(item -> wordsOf.put(item.id(), HistorySearch.words(item.text())));
        Map<String, Double> weights = weights(HistorySearch.words(query.text()), wordsOf);
        List<Candidate> candidates = new ArrayList<>();
        for (MemoryItem item : latest) {
            double keyword = weights.entrySet().stream()
                    .filter(word -> wordsOf.getOrDefault(item.id(), Set.of()).contains(word.getKey()))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            double dense = HistorySearch.dense(query.vector(), vectors.get(item.id()), scale);
            if (dense > 0 || keyword > 0) {
                candidates.add(candidate(item, dense, Math.min(1, keyword / CERTAIN)));
            }
        }
        return candidates;
    }

    private List<MemoryItem> latest(IndexQuery query) {
        ListRequest request = ListRequest.builder(query.scope())
                .conversation(query.conversation())
                .filter(query.filter())
                .newestFirst()
                .limit(LATEST)
                .build();
        List<MemoryItem> latest = new ArrayList<>();
        if (query.types().contains(ItemType.TURN)) {
            latest.addAll(ledger.items().turns(request).items());
        }
        if (query.types().contains(ItemType.MEMORY)) {
            // Nothing has expired at the beginning of time.
            Instant visibleAt = query.visibleAt() == null ? Instant.ofEpochMilli(Long.MIN_VALUE) : query.visibleAt();
            latest.addAll(ledger.items().memories(request, visibleAt).items());
        }
        return latest;
    }

    /** Weighs the words of a query: the fewer texts contain a word, the more it weighs. */
    private static Map<String, Double> weights(Set<String> queryWords, Map<String, Set<String>> wordsOf) {
        Map<String, Double> weights = new HashMap<>();
        for (String word : queryWords) {
            long having = wordsOf.values().stream()
                    .filter(words -> words.contains(word))
                    .count();
            weights.put(word, Math.log(1 + (wordsOf.size() - having + 0.5) / (having + 0.5)));
        }
        return weights;
    }

    private static Candidate candidate(MemoryItem item, double dense, double keyword) {
        StoredTurn turn = item instanceof StoredTurn stored ? stored : null;
        return new Candidate(
                new ItemRef(turn == null ? ItemType.MEMORY : ItemType.TURN, item.id()),
                dense,
                keyword,
                TermMatches.UNKNOWN,
                turn == null ? null : new TurnPosition(turn.scope() + "/" + turn.conversation(), turn.sequence()),
                item.at(),
                TextFeatures.of(item.text()),
                turn == null
                        ? ItemLinks.NONE
                        : new ItemLinks(turn.turn().speaker(), turn.turn().origin(), Set.of(), List.of()));
    }
}
