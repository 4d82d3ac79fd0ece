// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.AsOf;
import dev.memoir.SearchRequest;
import dev.memoir.samples.server.mem0.filter.FilterExpression;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import dev.memoir.samples.server.mem0.request.RequestFields;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A search of mem0's protocol.
 *
 * @param query the question
 * @param filters what may be found
 * @param topK the maximum number of hits
 * @param threshold the minimum score
 * @param showExpired whether expired memories are found
 * @param asOf the time that the question refers to; null for now
 * @param explain whether each signal's share of the scores is answered
 * @param fields the fields of a hit to answer; null for all
 */
record Mem0Search(
        String query,
        FilterExpression filters,
        int topK,
        double threshold,
        boolean showExpired,
        @Nullable AsOf asOf,
        boolean explain,
        @Nullable Set<String> fields) {

    private static final int DEFAULT_TOP_K = 10;

    private static final double DEFAULT_THRESHOLD = 0.1;

    /**
     * Search always combines meaning and words, ranks without a second model, and finds no replaced memories.
     */
    private static final List<String> HARMLESS = List.of("rerank", "keyword_search", "latest_only", "filter_memories");

    static Mem0Search of(RequestFields body, FilterExpression filters) {
        Integer topK = body.integer("top_k", 1, SearchRequest.MAX_LIMIT);
        Integer limit = body.integer("limit", 1, SearchRequest.MAX_LIMIT);
        Double threshold = body.fraction("threshold");
        List<String> fields = body.texts("fields");
        Mem0Search search = new Mem0Search(
                body.requiredText("query"),
                Mem0Filters.with(body, filters),
                topK != null ? topK : Objects.requireNonNullElse(limit, DEFAULT_TOP_K),
                Objects.requireNonNullElse(threshold, DEFAULT_THRESHOLD),
                body.flag("show_expired", false),
                asOf(body.get("reference_date")),
                body.flag("explain", false),
                fields == null || fields.isEmpty() ? null : Set.copyOf(fields));
        body.harmless(HARMLESS);
        body.done();
        return search;
    }

    /** What held at the time; at the end of the day if only a date is given. */
    private static @Nullable AsOf asOf(@Nullable JsonNode date) {
        return date == null
                ? null
                : AsOf.valid(MemoryTimes.end("reference_date", date).minus(1, ChronoUnit.MILLIS));
    }
}
