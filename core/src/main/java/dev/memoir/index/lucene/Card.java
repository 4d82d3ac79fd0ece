package dev.memoir.index.lucene;

import dev.memoir.ItemType;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.index.Manner;
import dev.memoir.index.Relations;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * All that a document gives back of itself, in one field: a search reads some hundred documents, and one read of each is quicker
 * than one of each of eight fields.
 */
final class Card {

    /** Lucene takes 32,766 bytes; a memory of more turns or names than fit keeps the first of them here. */
    private static final int MOST_BYTES = 24_000;

    private static final byte TURN = 0;
    private static final byte MEMORY = 1;

    private Card() {}

    static BytesRef of(IndexDocument item) {
        ByteBuffersDataOutput card = new ByteBuffersDataOutput();
        try {
            card.writeByte(item.ref().type() == ItemType.TURN ? TURN : MEMORY);
            card.writeString(item.ref().id());
            place(card, item.position());
            card.writeZLong(item.at().toEpochMilli());
            card.writeVLong(item.manner().packed());
            Relations relations = item.relations();
            String subject = relations.subject();
            text(card, subject != null && Fields.fits(subject) ? subject : null);
            for (String entity : relations.entities()) {
                if (Fields.fits(entity) && card.size() < MOST_BYTES) {
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

    static Candidate read(BytesRef bytes, double dense, double keyword, WordMatches words) {
        ByteArrayDataInput card = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        try {
            return new Candidate(
                    new ItemRef(card.readByte() == TURN ? ItemType.TURN : ItemType.MEMORY, card.readString()),
                    Math.min(1, Math.max(0, dense)),
                    keyword,
                    words,
                    place(card),
                    Instant.ofEpochMilli(card.readZLong()),
                    Manner.unpacked(card.readVLong()),
                    relations(card));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory is read without input.", e);
        }
    }

    private static Relations relations(ByteArrayDataInput card) throws IOException {
        String subject = text(card);
        List<String> entities = List.of();
        for (String entity = text(card); entity != null; entity = text(card)) {
            entities = entities.isEmpty() ? new ArrayList<>() : entities;
            entities.add(entity);
        }
        List<TurnPosition> sources = List.of();
        for (TurnPosition source = place(card); source != null; source = place(card)) {
            sources = sources.isEmpty() ? new ArrayList<>() : sources;
            sources.add(source);
        }
        return subject == null && entities.isEmpty() && sources.isEmpty()
                ? Relations.NONE
                : new Relations(subject, Set.copyOf(entities), sources);
    }

    private static void text(ByteBuffersDataOutput card, @Nullable String text) throws IOException {
        card.writeByte((byte) (text == null ? 0 : 1));
        if (text != null) {
            card.writeString(text);
        }
    }

    private static @Nullable String text(ByteArrayDataInput card) throws IOException {
        return card.readByte() == 0 ? null : card.readString();
    }

    private static void place(ByteBuffersDataOutput card, @Nullable TurnPosition position) throws IOException {
        text(card, position == null ? null : position.conversationId());
        if (position != null) {
            card.writeVLong(position.sequence());
        }
    }

    private static @Nullable TurnPosition place(ByteArrayDataInput card) throws IOException {
        String conversation = text(card);
        return conversation == null ? null : new TurnPosition(conversation, card.readVLong());
    }
}
