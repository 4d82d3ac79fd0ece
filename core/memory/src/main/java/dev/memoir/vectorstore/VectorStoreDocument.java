// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TermMatches;
import dev.memoir.index.TextFeatures;
import dev.memoir.index.TurnPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document in the form in which a vector store keeps it.
 *
 * @param id a UUID, always the same for the same turn or memory
 * @param text the text that is embedded
 * @param vector the embedding of the text, or null if there is none yet
 * @param metadata strings and longs under the keys of {@link MetadataKeys}
 */
public record VectorStoreDocument(String id, String text, float @Nullable [] vector, Map<String, Object> metadata) {

    /**
     * {@return the stored form of a document}
     *
     * @param collection the index's name
     * @param document the document
     */
    public static VectorStoreDocument of(String collection, IndexDocument document) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(MetadataKeys.COLLECTION, collection);
        metadata.put(MetadataKeys.USER, MetadataKeys.hashed(document.scope().userId()));
        metadata.put(MetadataKeys.AGENT, MetadataKeys.hashed(document.scope().agentId()));
        metadata.put(MetadataKeys.RUN, MetadataKeys.hashed(document.scope().runId()));
        metadata.put(MetadataKeys.KIND, kind(document.kind()));
        metadata.put(MetadataKeys.CONVERSATION, MetadataKeys.hashed(document.conversation()));
        metadata.put(MetadataKeys.EXPIRES, expires(document.expiresAt()));
        metadata.put(MetadataKeys.ID, document.ref().id());
        TurnPosition position = document.position();
        metadata.put(MetadataKeys.PLACE, positionHash(position));
        if (position != null) {
            metadata.put(MetadataKeys.CONVERSATION_ID, position.conversationId());
            metadata.put(MetadataKeys.SEQUENCE, position.sequence());
        }
        metadata.put(MetadataKeys.AT, document.at().toEpochMilli());
        metadata.put(MetadataKeys.MANNER, document.features().packed());
        metadata.putAll(ItemLinksCodec.of(document.links()));
        return new VectorStoreDocument(id(collection, document.ref()), document.text(), document.vector(), metadata);
    }

    /**
     * {@return a copy with more metadata}
     *
     * @param more the metadata to add
     */
    VectorStoreDocument with(Map<String, String> more) {
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new VectorStoreDocument(id, text, vector, all);
    }

    /**
     * {@return the stored id of a turn or memory}
     *
     * @param collection the index's name
     * @param ref the turn or memory
     */
    public static String id(String collection, ItemRef ref) {
        String name = collection + "/" + ref.type() + "/" + ref.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * {@return a found document as a candidate without term matches, or null if it does not belong to an index}
     *
     * @param metadata the metadata returned by the store; numbers may have changed their type
     * @param dense the cosine reported by the store
     */
    public static @Nullable Candidate candidate(Map<String, ?> metadata, double dense) {
        Object id = metadata.get(MetadataKeys.ID);
        Object kind = metadata.get(MetadataKeys.KIND);
        if (id == null || kind == null) {
            return null;
        }
        ItemType type = MetadataKeys.TURN.equals(kind.toString()) ? ItemType.TURN : ItemType.MEMORY;
        Object conversation = metadata.get(MetadataKeys.CONVERSATION_ID);
        Object sequence = metadata.get(MetadataKeys.SEQUENCE);
        TurnPosition position = conversation == null || sequence == null
                ? null
                : new TurnPosition(conversation.toString(), whole(sequence));
        Object at = metadata.get(MetadataKeys.AT);
        Object manner = metadata.get(MetadataKeys.MANNER);
        return new Candidate(
                new ItemRef(type, id.toString()),
                Math.min(1, Math.max(-1, dense)),
                0,
                TermMatches.UNKNOWN,
                position,
                at == null ? Instant.EPOCH : Instant.ofEpochMilli(whole(at)),
                manner == null ? TextFeatures.UNKNOWN : TextFeatures.unpacked(whole(manner)),
                ItemLinksCodec.read(metadata));
    }

    static String positionHash(@Nullable TurnPosition position) {
        return MetadataKeys.hashed(position == null ? null : position.conversationId() + "/" + position.sequence());
    }

    private static String kind(@Nullable MemoryKind kind) {
        return kind == null ? MetadataKeys.TURN : kind.name();
    }

    /** A document that never expires has the latest possible time. */
    private static long expires(@Nullable Instant at) {
        return at == null || at.isAfter(Instant.ofEpochMilli(MetadataKeys.NEVER))
                ? MetadataKeys.NEVER
                : at.toEpochMilli();
    }

    private static long whole(Object number) {
        return number instanceof Number n ? n.longValue() : (long) Double.parseDouble(number.toString());
    }
}
