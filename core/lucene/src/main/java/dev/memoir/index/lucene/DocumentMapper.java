// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TurnPosition;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** Maps an index document to a Lucene document. Its words are indexed but not stored: they can be found, not read. */
final class DocumentMapper {

    private DocumentMapper() {}

    static Term key(ItemRef ref) {
        return new Term(IndexFields.KEY, ref.type() + ":" + ref.id());
    }

    static Term position(TurnPosition turn) {
        return new Term(IndexFields.POSITION, turn.conversationId() + ":" + turn.sequence());
    }

    static Document document(IndexDocument item) {
        Document document = new Document();
        document.add(new StringField(IndexFields.KEY, key(item.ref()).text(), Store.NO));
        document.add(new StringField(IndexFields.TYPE, item.ref().type().name(), Store.NO));
        document.add(new BinaryDocValuesField(IndexFields.RECORD, DocumentRecord.of(item)));
        term(document, IndexFields.optional(IndexFields.USER, item.scope().userId()));
        term(document, IndexFields.optional(IndexFields.AGENT, item.scope().agentId()));
        term(document, IndexFields.optional(IndexFields.RUN, item.scope().runId()));
        document.add(new TextField(IndexFields.TEXT, MultilingualAnalyzer.indexTokens(item.text())));
        if (item.vector() != null) {
            document.add(
                    new KnnFloatVectorField(IndexFields.VECTOR, item.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        }
        if (item.kind() != null) {
            document.add(new StringField(IndexFields.KIND, item.kind().name(), Store.NO));
        }
        if (item.conversation() != null) {
            document.add(new StringField(IndexFields.CONVERSATION, IndexFields.bounded(item.conversation()), Store.NO));
        }
        if (item.position() != null) {
            term(document, position(item.position()));
            document.add(new SortedDocValuesField(
                    IndexFields.CONVERSATION_ID, new BytesRef(item.position().conversationId())));
            document.add(new NumericDocValuesField(
                    IndexFields.SEQUENCE, item.position().sequence()));
        }
        if (item.expiresAt() != null) {
            document.add(new LongField(IndexFields.EXPIRES, item.expiresAt().toEpochMilli(), Store.NO));
        }
        document.add(new LongPoint(IndexFields.AT, item.at().toEpochMilli()));
        // Values above one kilobyte are not names.
        item.links().entities().stream()
                .filter(IndexFields::fits)
                .forEach(entity -> document.add(new StringField(IndexFields.ENTITY, entity, Store.NO)));
        metadata(document, item);
        return document;
    }

    private static void metadata(Document document, IndexDocument item) {
        document.add(new BinaryDocValuesField(IndexFields.METADATA, MetadataBytes.write(item.metadata())));
        for (Map.Entry<String, Object> entry : item.metadata().asMap().entrySet()) {
            document.add(new StringField(IndexFields.METADATA_KEY, IndexFields.bounded(entry.getKey()), Store.NO));
            List<?> elements = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
            for (Object element : elements) {
                document.add(new StringField(
                        IndexFields.METADATA_VALUE, IndexFields.entry(entry.getKey(), element), Store.NO));
            }
        }
    }

    private static void term(Document document, Term term) {
        document.add(new StringField(term.field(), term.text(), Store.NO));
    }
}
