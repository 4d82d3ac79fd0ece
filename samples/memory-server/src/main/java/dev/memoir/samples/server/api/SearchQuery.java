// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.AsOf;
import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.TimeZoneParser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search.
 *
 * @param userId the user
 * @param agentId the agent
 * @param runId the run
 * @param query the question or message to find turns and memories for
 * @param limit the maximum number of hits; 10 by default
 * @param threshold the minimum score of a hit, 0 to 1
 * @param types turns, memories or both, which is the default
 * @param kinds only memories of these kinds
 * @param conversation only turns of this conversation
 * @param filter only items that this condition on metadata admits
 * @param excludeTexts texts that the prompt contains anyway
 * @param includeExpired whether expired memories are found
 * @param tokenBudget the maximum number of tokens of the context; 1,000 by default, 0 for no context
 * @param asOf the point in the past to search at
 * @param maxTurnsPerConversation the maximum number of turns of one conversation in the context
 * @param rerank whether the memory's reranker, if it has one, reorders the best hits
 * @param explain whether every hit lists each signal's share of its score
 * @param zone the time zone in which the query is asked
 * @param minRelevance the minimum probability that the memory holds what is asked for
 */
record SearchQuery(
        @Nullable String userId,
        @Nullable String agentId,
        @Nullable String runId,
        @Required @Nullable String query,
        @Nullable Integer limit,
        @Nullable Double threshold,
        @Nullable Set<ItemType> types,
        @Nullable Set<MemoryKind> kinds,
        @Nullable String conversation,
        @Nullable FilterQuery filter,
        @Nullable List<String> excludeTexts,
        @Nullable Boolean includeExpired,
        @Nullable Integer tokenBudget,
        @Nullable AsOfQuery asOf,
        @Nullable Integer maxTurnsPerConversation,
        @Nullable Boolean rerank,
        @Nullable Boolean explain,
        @Nullable String zone,
        @Nullable Double minRelevance) {

    /**
     * A point in the past.
     *
     * @param valid what held at this time
     * @param recorded what was known at this time
     */
    record AsOfQuery(@Nullable Instant valid, @Nullable Instant recorded) {}

    SearchRequest request(Scope scope) {
        if (query == null) {
            throw new InvalidInputException("The field 'query' is missing.");
        }
        SearchRequest.Builder request = SearchRequest.builder(scope, query)
                .conversation(conversation)
                .filter(FilterQuery.of(filter))
                .zone(zone == null ? null : TimeZoneParser.parse(zone));
        if (limit != null) {
            request.limit(limit);
        }
        if (threshold != null) {
            request.threshold(threshold);
        }
        if (types != null && !types.isEmpty()) {
            request.types(types.toArray(ItemType[]::new));
        }
        if (kinds != null) {
            request.kinds(kinds.toArray(MemoryKind[]::new));
        }
        if (excludeTexts != null) {
            request.excludeTexts(excludeTexts);
        }
        if (Boolean.TRUE.equals(includeExpired)) {
            request.includeExpired();
        }
        if (tokenBudget != null) {
            request.tokenBudget(tokenBudget);
        }
        if (asOf != null) {
            request.asOf(new AsOf(asOf.valid(), asOf.recorded()));
        }
        if (maxTurnsPerConversation != null) {
            request.maxTurnsPerConversation(maxTurnsPerConversation);
        }
        if (Boolean.TRUE.equals(explain)) {
            request.explain();
        }
        if (rerank != null) {
            request.rerank(rerank);
        }
        if (minRelevance != null) {
            request.minRelevance(minRelevance);
        }
        return request.build();
    }
}
