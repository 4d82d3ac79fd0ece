// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AsOf;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.ScoreComponent;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.embed.CosineSimilarity;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.internal.resolve.ValidityReader;
import dev.memoir.ledger.Ledger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches the past: the earlier states of memories, read from the ledger's history. No index holds them, so all
 * memories of the scope are scanned: some thousands take some tens of milliseconds. Thread-safe.
 */
final class HistorySearch {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Meaning and words weigh equally: so few candidates give no word statistics to weigh them by. */
    private static final double MEANING = 0.5;

    private final Ledger ledger;
    private final FaultTolerantEmbedder embedding;

    HistorySearch(Ledger ledger, FaultTolerantEmbedder embedding) {
        this.ledger = ledger;
        this.embedding = embedding;
    }

    List<SearchHit> search(
            SearchRequest request, int limit, AsOf asOf, float @Nullable [] query, SimilarityScale scale, Instant now) {
        if (!request.types().contains(ItemType.MEMORY)) {
            return List.of();
        }
        Instant known = asOf.recorded() == null ? now : asOf.recorded();
        List<Memory> memories = held(ledger.learning().asRecorded(request.scope(), known), asOf.valid()).stream()
                .filter(memory -> request.scope().covers(memory.scope()))
                .filter(memory -> request.kinds().isEmpty() || request.kinds().contains(memory.kind()))
                .filter(memory -> request.filter().test(memory.metadata()))
                .filter(memory -> !request.excludeTexts().contains(memory.text().strip()))
                .filter(memory -> request.includeExpired() || !memory.expired(known))
                .toList();
        Map<String, float[]> vectors =
                ledger.learning().vectors(memories.stream().map(Memory::id).toList(), embedding.id());
        Set<String> queryWords = words(request.query());
        return memories.stream()
                .map(memory -> hit(request, memory, dense(query, vectors.get(memory.id()), scale), queryWords))
                // The nearest are found however far they are, as in the present; without a vector only words count.
                .filter(hit -> hit.score() >= request.threshold() && (query != null || hit.score() > 0))
                .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
                .limit(limit)
                .toList();
    }

    private static Collection<Memory> held(List<Memory> memories, @Nullable Instant valid) {
        return valid == null
                ? memories.stream().filter(Memory::current).toList()
                : ValidityReader.valid(memories, valid);
    }

    /** {@return the similarity of a query and an item on the standard scale, 0 if either has no vector} */
    static double dense(float @Nullable [] query, float @Nullable [] vector, SimilarityScale scale) {
        return query == null || vector == null || query.length != vector.length
                ? 0
                : scale.similarity(CosineSimilarity.of(query, vector));
    }

    private static SearchHit hit(SearchRequest request, Memory memory, double dense, Set<String> queryWords) {
        Set<String> contained = words(memory.text());
        long shared = queryWords.stream().filter(contained::contains).count();
        double keyword = queryWords.isEmpty() ? 0 : (double) shared / queryWords.size();
        List<ScoreComponent> shares = List.of(
                new ScoreComponent("dense", dense, MEANING * dense),
                new ScoreComponent("keyword", keyword, (1 - MEANING) * keyword));
        double score = Math.min(1, MEANING * dense + (1 - MEANING) * keyword);
        return new SearchHit(memory, score, request.explain() ? shares : List.of());
    }

    /** {@return the distinct words of a text, in lower case} */
    static Set<String> words(String text) {
        return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
