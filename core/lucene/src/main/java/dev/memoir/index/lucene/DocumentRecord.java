package dev.memoir.index.lucene;

import dev.memoir.ItemType;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.TurnPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * All that a document gives back of itself, in one field: a search reads some hundred documents, and one read of each is quicker
 * than one of each of eight fields.
 */
final class DocumentRecord {

    /** Lucene takes 32,766 bytes; a memory of more turns or names than fit keeps the first of them here. */
    private static final int MOST_BYTES = 24_000;

    static final byte TURN = 0;
    static final byte MEMORY = 1;

    private DocumentRecord() {}

    static BytesRef of(IndexDocument item) {
        ByteBuffersDataOutput card = new ByteBuffersDataOutput();
        try {
            card.writeByte(item.ref().type() == ItemType.TURN ? TURN : MEMORY);
            card.writeString(item.ref().id());
            place(card, item.position());
            card.writeZLong(item.at().toEpochMilli());
            card.writeVLong(item.manner().packed());
            ItemLinks relations = item.relations();
            String subject = relations.subject();
            text(card, subject != null && IndexFields.fits(subject) ? subject : null);
            text(card, relations.origin() == null ? null : relations.origin().name());
            for (String entity : relations.entities()) {
                if (IndexFields.fits(entity) && card.size() < MOST_BYTES) {
                    text(card, entity);
                }
            }
            text(card, null);
            for (TurnPosition source : relations.sources()) {
                if (card.size() < MOST_BYTES) {
                    place(card, source);
                }
            }
            place(card, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is written without output.", e);
        }
        return new BytesRef(card.toArrayCopy());
    }

    private static void text(ByteBuffersDataOutput card, @Nullable String text) throws IOException {
        card.writeByte((byte) (text == null ? 0 : 1));
        if (text != null) {
            card.writeString(text);
        }
    }

    private static void place(ByteBuffersDataOutput card, @Nullable TurnPosition position) throws IOException {
        text(card, position == null ? null : position.conversationId());
        if (position != null) {
            card.writeVLong(position.sequence());
        }
    }
}
