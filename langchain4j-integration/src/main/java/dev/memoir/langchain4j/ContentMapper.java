// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.memoir.SearchHit;
import dev.memoir.SearchRequest;
import dev.memoir.prompt.TurnExcerpts;
import java.util.List;
import java.util.Map;

/**
 * Maps search hits to contents, which LangChain4j adds to prompts and reports as sources ({@code Result.sources()},
 * {@code TokenStream.onRetrieved}). A long turn is reduced to the excerpt that a context shows.
 */
final class ContentMapper {

    private ContentMapper() {}

    /**
     * {@return a content for each hit, best first}
     *
     * @param hits the hits
     * @param question the question that excerpts of long turns must match
     */
    static List<Content> of(List<SearchHit> hits, String question) {
        TurnExcerpts excerpts = TurnExcerpts.matching(question, SearchRequest.DEFAULT_TOKEN_BUDGET);
        return hits.stream().map(hit -> content(hit, excerpts.of(hit.item()))).toList();
    }

    private static Content content(SearchHit hit, String text) {
        Metadata metadata = Metadata.from(Map.of(
                MemoirContentRetriever.ID, hit.item().id(),
                MemoirContentRetriever.AT, hit.item().at().toString()));
        return Content.from(
                TextSegment.from(text, metadata),
                Map.of(
                        ContentMetadata.SCORE,
                        hit.score(),
                        ContentMetadata.EMBEDDING_ID,
                        hit.item().id()));
    }
}
