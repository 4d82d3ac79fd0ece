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

/** Writes what is to be found as a Lucene document. Its words are indexed, not stored: they can be found, not read. */
final class DocumentMapper {

    private DocumentMapper() {}

    static Term key(ItemRef ref) {
        return new Term(Fields.KEY, ref.type() + ":" + ref.id());
    }

    static Term place(TurnPosition position) {
        return new Term(Fields.POSITION, position.conversationId() + ":" + position.sequence());
    }

    static Document document(IndexDocument item) {
        Document document = new Document();
        document.add(new StringField(Fields.KEY, key(item.ref()).text(), Store.NO));
        document.add(new StringField(Fields.TYPE, item.ref().type().name(), Store.NO));
        document.add(new BinaryDocValuesField(Fields.CARD, Card.of(item)));
        term(document, Fields.optional(Fields.USER, item.scope().userId()));
        term(document, Fields.optional(Fields.AGENT, item.scope().agentId()));
        term(document, Fields.optional(Fields.RUN, item.scope().runId()));
        document.add(new TextField(Fields.TEXT, Analysis.written(item.text())));
        if (item.vector() != null) {
            document.add(new KnnFloatVectorField(Fields.VECTOR, item.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        }
        if (item.kind() != null) {
            document.add(new StringField(Fields.KIND, item.kind().name(), Store.NO));
        }
        if (item.conversation() != null) {
            document.add(new StringField(Fields.CONVERSATION, Fields.bounded(item.conversation()), Store.NO));
        }
        if (item.position() != null) {
            term(document, place(item.position()));
            document.add(new SortedDocValuesField(
                    Fields.CONVERSATION_ID, new BytesRef(item.position().conversationId())));
            document.add(
                    new NumericDocValuesField(Fields.SEQUENCE, item.position().sequence()));
        }
        if (item.expiresAt() != null) {
            document.add(new LongField(Fields.EXPIRES, item.expiresAt().toEpochMilli(), Store.NO));
        }
        document.add(new LongPoint(Fields.AT, item.at().toEpochMilli()));
        // Names of more than a kilobyte are none.
        item.relations().entities().stream()
                .filter(Fields::fits)
                .forEach(entity -> document.add(new StringField(Fields.ENTITY, entity, Store.NO)));
        metadata(document, item);
        return document;
    }

    private static void metadata(Document document, IndexDocument item) {
        document.add(new BinaryDocValuesField(Fields.METADATA, MetadataBytes.write(item.metadata())));
        for (Map.Entry<String, Object> entry : item.metadata().asMap().entrySet()) {
            document.add(new StringField(Fields.METADATA_KEY, Fields.bounded(entry.getKey()), Store.NO));
            List<?> elements = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
            for (Object element : elements) {
                document.add(new StringField(Fields.METADATA_VALUE, Fields.entry(entry.getKey(), element), Store.NO));
            }
        }
    }

    private static void term(Document document, Term term) {
        document.add(new StringField(term.field(), term.text(), Store.NO));
    }
}
