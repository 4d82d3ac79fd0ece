package dev.memoir.index.lucene;

import dev.memoir.index.Candidate;
import dev.memoir.index.Manner;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/** What a segment tells of its documents, read in ascending order. */
final class CandidateFields {

    private final BinaryDocValues keys;
    private final SortedDocValues conversations;
    private final NumericDocValues sequences;
    private final NumericDocValues times;
    private final NumericDocValues manners;
    private final RelationFields relations;

    CandidateFields(LeafReader reader) throws IOException {
        keys = DocValues.getBinary(reader, Fields.KEY);
        conversations = DocValues.getSorted(reader, Fields.CONVERSATION_ID);
        sequences = DocValues.getNumeric(reader, Fields.SEQUENCE);
        times = DocValues.getNumeric(reader, Fields.AT);
        manners = DocValues.getNumeric(reader, Fields.MANNER);
        relations = new RelationFields(reader);
    }

    Candidate candidate(int document, double dense, double keyword, WordMatches words) throws IOException {
        keys.advanceExact(document);
        return new Candidate(
                DocumentMapper.ref(keys.binaryValue()),
                Math.min(1, Math.max(0, dense)),
                keyword,
                words,
                position(document),
                times.advanceExact(document) ? Instant.ofEpochMilli(times.longValue()) : Instant.EPOCH,
                manners.advanceExact(document) ? Manner.unpacked(manners.longValue()) : Manner.UNKNOWN,
                relations.of(document));
    }

    private @Nullable TurnPosition position(int document) throws IOException {
        if (!conversations.advanceExact(document) || !sequences.advanceExact(document)) {
            return null;
        }
        return new TurnPosition(
                conversations.lookupOrd(conversations.ordValue()).utf8ToString(), sequences.longValue());
    }
}
