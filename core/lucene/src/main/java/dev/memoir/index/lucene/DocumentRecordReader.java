package dev.memoir.index.lucene;

import dev.memoir.ItemType;
import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TurnPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@linkplain DocumentRecord cards}. The candidates of a search are of few conversations and speakers: what was read before is the same
 * object again, so that a search makes few of them, and knows their hashes. Confined
 * to one search.
 */
final class DocumentRecordReader {

    private final ByteArrayDataInput card = new ByteArrayDataInput();
    private final Seen<String> conversations = new Seen<>();
    private final Seen<ItemLinks> relations = new Seen<>();
    private byte[] bytes = BytesRef.EMPTY_BYTES;
    private int end;

    Candidate read(BytesRef written, double dense, double keyword, TermMatches words) {
        bytes = written.bytes;
        end = written.offset + written.length;
        card.reset(bytes, written.offset, written.length);
        return new Candidate(
                new ItemRef(card.readByte() == DocumentRecord.TURN ? ItemType.TURN : ItemType.MEMORY, text(length())),
                Math.min(1, Math.max(-1, dense)),
                keyword,
                words,
                place(),
                Instant.ofEpochMilli(zLong()),
                TextFeatures.unpacked(card.readVLong()),
                relations());
    }

    /** Turns of one speaker that name nobody, or the same, are written alike. */
    private ItemLinks relations() {
        int from = card.getPosition();
        ItemLinks there = relations.get(bytes, from, end);
        return there != null ? there : relations.put(bytes, from, end, read());
    }

    private ItemLinks read() {
        String subject = card.readByte() == 0 ? null : text(length());
        Origin origin = card.readByte() == 0 ? null : Origin.valueOf(text(length()));
        List<String> entities = new ArrayList<>(2);
        while (card.readByte() != 0) {
            entities.add(text(length()));
        }
        List<TurnPosition> sources = new ArrayList<>(2);
        for (TurnPosition source = place(); source != null; source = place()) {
            sources.add(source);
        }
        return new ItemLinks(subject, origin, Set.of(entities.toArray(new String[0])), sources);
    }

    private @Nullable TurnPosition place() {
        return card.readByte() == 0 ? null : new TurnPosition(conversation(length()), card.readVLong());
    }

    private String conversation(int length) {
        int from = card.getPosition();
        String there = conversations.get(bytes, from, from + length);
        if (there == null) {
            return conversations.put(bytes, from, from + length, text(length));
        }
        card.skipBytes(length);
        return there;
    }

    private int length() {
        return card.readVInt();
    }

    private String text(int length) {
        int from = card.getPosition();
        card.skipBytes(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private long zLong() {
        long bits = card.readVLong();
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** What was read before, by the bytes that it is written in; what takes another's place is read anew. */
    private static final class Seen<T> {

        /** Places; a power of two. */
        private static final int PLACES = 64;

        private final byte[][] written = new byte[PLACES][0];
        private final List<@Nullable T> read = new ArrayList<>(Collections.nCopies(PLACES, null));

        @Nullable
        T get(byte[] bytes, int from, int to) {
            int place = place(bytes, from, to);
            byte[] there = written[place];
            return Arrays.equals(there, 0, there.length, bytes, from, to) ? read.get(place) : null;
        }

        T put(byte[] bytes, int from, int to, T value) {
            int place = place(bytes, from, to);
            written[place] = Arrays.copyOfRange(bytes, from, to);
            read.set(place, value);
            return value;
        }

        /** By a letter of each part: ids of one kind begin alike. */
        private static int place(byte[] bytes, int from, int to) {
            int length = to - from;
            return length == 0
                    ? 0
                    : (31 * (31 * bytes[from + length / 3] + bytes[from + length / 2])
                                    + bytes[to - 1]
                                    + bytes[from + 2 * length / 3]
                                    + length)
                            & (PLACES - 1);
        }
    }
}
