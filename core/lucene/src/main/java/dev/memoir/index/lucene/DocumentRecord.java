// SPDX-License-Identifier: Apache-2.0
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
 * The retrievable data of a document, in a single binary field. A search reads some hundred documents, and reading one
 * field of each is faster than reading eight.
 */
final class DocumentRecord {

    /** Lucene's limit is 32,766 bytes; of a memory with more turns or names than fit, the first ones are kept here. */
    private static final int MAX_BYTES = 24_000;

    static final byte TURN = 0;
    static final byte MEMORY = 1;

    private DocumentRecord() {}

    static BytesRef of(IndexDocument item) {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeByte(item.ref().type() == ItemType.TURN ? TURN : MEMORY);
            out.writeString(item.ref().id());
            position(out, item.position());
            out.writeZLong(item.at().toEpochMilli());
            out.writeVLong(item.features().packed());
            ItemLinks relations = item.links();
            String subject = relations.subject();
            text(out, subject != null && IndexFields.fits(subject) ? subject : null);
            text(out, relations.origin() == null ? null : relations.origin().name());
            for (String entity : relations.entities()) {
                if (IndexFields.fits(entity) && out.size() < MAX_BYTES) {
                    text(out, entity);
                }
            }
            text(out, null);
            for (TurnPosition source : relations.sources()) {
                if (out.size() < MAX_BYTES) {
                    position(out, source);
                }
            }
            position(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory must not fail", e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    private static void text(ByteBuffersDataOutput out, @Nullable String text) throws IOException {
        out.writeByte((byte) (text == null ? 0 : 1));
        if (text != null) {
            out.writeString(text);
        }
    }

    private static void position(ByteBuffersDataOutput out, @Nullable TurnPosition turn) throws IOException {
        text(out, turn == null ? null : turn.conversationId());
        if (turn != null) {
            out.writeVLong(turn.sequence());
        }
    }
}
