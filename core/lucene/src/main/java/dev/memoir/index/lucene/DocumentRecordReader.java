// SPDX-License-Identifier: Apache-2.0
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
 * Reads {@linkplain DocumentRecord document records}. The candidates of a search come from few conversations and
 * speakers, so equal values are read once and shared, which saves allocations and hash computations. Confined to one
 * search.
 */
final class DocumentRecordReader {

    private final ByteArrayDataInput in = new ByteArrayDataInput();
    private final DecodedValues<String> conversations = new DecodedValues<>();
    private final DecodedValues<ItemLinks> relations = new DecodedValues<>();
    private byte[] bytes = BytesRef.EMPTY_BYTES;
    private int end;

    Candidate read(BytesRef written, double dense, double keyword, TermMatches words) {
        bytes = written.bytes;
        end = written.offset + written.length;
        in.reset(bytes, written.offset, written.length);
        return new Candidate(
                new ItemRef(in.readByte() == DocumentRecord.TURN ? ItemType.TURN : ItemType.MEMORY, text(length())),
                Math.min(1, Math.max(-1, dense)),
                keyword,
                words,
                position(),
                Instant.ofEpochMilli(zLong()),
                TextFeatures.unpacked(in.readVLong()),
                relations());
    }

    /** Reads the links. Turns of one speaker that name the same entities are encoded identically. */
    private ItemLinks relations() {
        int from = in.getPosition();
        ItemLinks cached = relations.get(bytes, from, end);
        return cached != null ? cached : relations.put(bytes, from, end, read());
    }

    private ItemLinks read() {
        String subject = in.readByte() == 0 ? null : text(length());
        Origin origin = in.readByte() == 0 ? null : Origin.valueOf(text(length()));
        List<String> entities = new ArrayList<>(2);
        while (in.readByte() != 0) {
            entities.add(text(length()));
        }
        List<TurnPosition> sources = new ArrayList<>(2);
        for (TurnPosition source = position(); source != null; source = position()) {
            sources.add(source);
        }
        return new ItemLinks(subject, origin, Set.of(entities.toArray(new String[0])), sources);
    }

    private @Nullable TurnPosition position() {
        return in.readByte() == 0 ? null : new TurnPosition(conversation(length()), in.readVLong());
    }

    private String conversation(int length) {
        int from = in.getPosition();
        String cached = conversations.get(bytes, from, from + length);
        if (cached == null) {
            return conversations.put(bytes, from, from + length, text(length));
        }
        in.skipBytes(length);
        return cached;
    }

    private int length() {
        return in.readVInt();
    }

    private String text(int length) {
        int from = in.getPosition();
        in.skipBytes(length);
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private long zLong() {
        long bits = in.readVLong();
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** A direct-mapped cache of decoded values by their encoded bytes; a value that was evicted is decoded again. */
    private static final class DecodedValues<T> {

        /** The number of slots, a power of two. */
        private static final int SLOTS = 64;

        private final byte[][] written = new byte[SLOTS][0];
        private final List<@Nullable T> read = new ArrayList<>(Collections.nCopies(SLOTS, null));

        @Nullable
        T get(byte[] bytes, int from, int to) {
            int slot = slot(bytes, from, to);
            byte[] cached = written[slot];
            return Arrays.equals(cached, 0, cached.length, bytes, from, to) ? read.get(slot) : null;
        }

        T put(byte[] bytes, int from, int to, T value) {
            int slot = slot(bytes, from, to);
            written[slot] = Arrays.copyOfRange(bytes, from, to);
            read.set(slot, value);
            return value;
        }

        /** Hashes one byte of each part, because ids of one kind have a common prefix. */
        private static int slot(byte[] bytes, int from, int to) {
            int length = to - from;
            return length == 0
                    ? 0
                    : (31 * (31 * bytes[from + length / 3] + bytes[from + length / 2])
                                    + bytes[to - 1]
                                    + bytes[from + 2 * length / 3]
                                    + length)
                            & (SLOTS - 1);
        }
    }
}
