package dev.memoir.index.lucene;

import dev.memoir.index.Relations;
import dev.memoir.index.TurnPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/** A document's relations as fields. Names of more than a kilobyte are none, and are left out. */
final class RelationFields {

    private final SortedDocValues subjects;
    private final SortedSetDocValues entities;
    private final BinaryDocValues sources;

    RelationFields(LeafReader reader) throws IOException {
        subjects = DocValues.getSorted(reader, Fields.SUBJECT);
        entities = DocValues.getSortedSet(reader, Fields.ENTITY);
        sources = DocValues.getBinary(reader, Fields.SOURCES);
    }

    static void add(Document document, Relations relations) {
        String subject = relations.subject();
        if (subject != null && Fields.fits(subject)) {
            document.add(new SortedDocValuesField(Fields.SUBJECT, new BytesRef(subject)));
        }
        for (String entity : relations.entities()) {
            if (Fields.fits(entity)) {
                document.add(new StringField(Fields.ENTITY, entity, Store.NO));
                document.add(new SortedSetDocValuesField(Fields.ENTITY, new BytesRef(entity)));
            }
        }
        if (!relations.sources().isEmpty()) {
            document.add(new BinaryDocValuesField(
                    Fields.SOURCES,
                    new BytesRef(relations.sources().stream()
                            .map(place -> place.sequence() + ":" + place.conversationId())
                            .collect(Collectors.joining("\n")))));
        }
    }

    /** The relations of a document; documents come in ascending order. */
    Relations of(int document) throws IOException {
        String subject = subjects.advanceExact(document)
                ? subjects.lookupOrd(subjects.ordValue()).utf8ToString()
                : null;
        return new Relations(subject, entities(document), sources(document));
    }

    private Set<String> entities(int document) throws IOException {
        if (!entities.advanceExact(document)) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < entities.docValueCount(); i++) {
            keys.add(entities.lookupOrd(entities.nextOrd()).utf8ToString());
        }
        return keys;
    }

    private List<TurnPosition> sources(int document) throws IOException {
        if (!sources.advanceExact(document)) {
            return List.of();
        }
        List<TurnPosition> places = new ArrayList<>();
        for (String place : sources.binaryValue().utf8ToString().split("\n", -1)) {
            int colon = place.indexOf(':');
            places.add(new TurnPosition(place.substring(colon + 1), Long.parseLong(place.substring(0, colon))));
        }
        return places;
    }
}
