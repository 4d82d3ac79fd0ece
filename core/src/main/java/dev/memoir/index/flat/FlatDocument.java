package dev.memoir.index.flat;

import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.index.Manner;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as a vector store keeps it.
 *
 * @param id a UUID, the same for the same turn or memory
 * @param text the words, as they are embedded
 * @param vector the embedding of the text, or null while there is none
 * @param metadata strings and longs under the keys of {@link FlatKeys}
 */
public record FlatDocument(String id, String text, float @Nullable [] vector, Map<String, Object> metadata) {

    /**
     * {@return a document as it is kept}
     *
     * @param collection the index's name
     * @param document the document
     */
    public static FlatDocument of(String collection, IndexDocument document) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(FlatKeys.COLLECTION, collection);
        metadata.put(FlatKeys.USER, FlatKeys.hashed(document.scope().userId()));
        metadata.put(FlatKeys.AGENT, FlatKeys.hashed(document.scope().agentId()));
        metadata.put(FlatKeys.RUN, FlatKeys.hashed(document.scope().runId()));
        metadata.put(FlatKeys.KIND, kind(document.kind()));
        metadata.put(FlatKeys.CONVERSATION, FlatKeys.hashed(document.conversation()));
        metadata.put(FlatKeys.EXPIRES, expires(document.expiresAt()));
        metadata.put(FlatKeys.ID, document.ref().id());
        TurnPosition position = document.position();
        metadata.put(FlatKeys.PLACE, place(position));
        if (position != null) {
            metadata.put(FlatKeys.CONVERSATION_ID, position.conversationId());
            metadata.put(FlatKeys.SEQUENCE, position.sequence());
        }
        metadata.put(FlatKeys.AT, document.at().toEpochMilli());
        metadata.put(FlatKeys.MANNER, document.manner().packed());
        metadata.putAll(FlatRelations.of(document.relations()));
        return new FlatDocument(id(collection, document.ref()), document.text(), document.vector(), metadata);
    }

    /**
     * {@return this, with more metadata}
     *
     * @param more what is added
     */
    FlatDocument with(Map<String, String> more) {
        Map<String, Object> all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new FlatDocument(id, text, vector, all);
    }

    /**
     * {@return the id that a turn or memory is kept under}
     *
     * @param collection the index's name
     * @param ref which
     */
    public static String id(String collection, ItemRef ref) {
        String name = collection + "/" + ref.type() + "/" + ref.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * {@return a document that was found, as a candidate without words, or null if it is none of ours}
     *
     * @param metadata what the store gave back; numbers may have changed their type
     * @param dense the cosine, as the store tells it
     */
    public static @Nullable Candidate candidate(Map<String, ?> metadata, double dense) {
        Object id = metadata.get(FlatKeys.ID);
        Object kind = metadata.get(FlatKeys.KIND);
        if (id == null || kind == null) {
            return null;
        }
        ItemType type = FlatKeys.TURN.equals(kind.toString()) ? ItemType.TURN : ItemType.MEMORY;
        Object conversation = metadata.get(FlatKeys.CONVERSATION_ID);
        Object sequence = metadata.get(FlatKeys.SEQUENCE);
        TurnPosition position = conversation == null || sequence == null
                ? null
                : new TurnPosition(conversation.toString(), whole(sequence));
        Object at = metadata.get(FlatKeys.AT);
        Object manner = metadata.get(FlatKeys.MANNER);
        return new Candidate(
                new ItemRef(type, id.toString()),
                Math.min(1, Math.max(-1, dense)),
                0,
                WordMatches.UNKNOWN,
                position,
                at == null ? Instant.EPOCH : Instant.ofEpochMilli(whole(at)),
                manner == null ? Manner.UNKNOWN : Manner.unpacked(whole(manner)),
                FlatRelations.read(metadata));
    }

    static String place(@Nullable TurnPosition position) {
        return FlatKeys.hashed(position == null ? null : position.conversationId() + "/" + position.sequence());
    }

    private static String kind(@Nullable MemoryKind kind) {
        return kind == null ? FlatKeys.TURN : kind.name();
    }

    /** Never is the latest there is. */
    private static long expires(@Nullable Instant at) {
        return at == null || at.isAfter(Instant.ofEpochMilli(FlatKeys.NEVER)) ? FlatKeys.NEVER : at.toEpochMilli();
    }

    private static long whole(Object number) {
        return number instanceof Number n ? n.longValue() : (long) Double.parseDouble(number.toString());
    }
}
