package dev.memoir.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.memoir.Recollection;
import dev.memoir.Recollection.Hit;
import java.util.List;
import java.util.Map;

/** Recalled items as LangChain4j shows sources: {@code Result.sources()}, {@code TokenStream.onRetrieved}. */
final class RecalledContents {

    private RecalledContents() {}

    static List<Content> of(Recollection recollection) {
        return recollection.hits().stream().map(RecalledContents::content).toList();
    }

    private static Content content(Hit hit) {
        Metadata metadata = Metadata.from(Map.of(
                MemoirContentRetriever.ID, hit.item().id(),
                MemoirContentRetriever.AT, hit.item().at().toString()));
        return Content.from(
                TextSegment.from(hit.item().text(), metadata),
                Map.of(
                        ContentMetadata.SCORE,
                        hit.score(),
                        ContentMetadata.EMBEDDING_ID,
                        hit.item().id()));
    }
}
