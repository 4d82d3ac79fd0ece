package dev.memoir.index.flat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a flat document's metadata. They are fixed, and what stands under a key that is filtered by is a number, a
 * name of this library's or a hash: nothing that a user can choose reaches a store's filter language.
 */
public final class MetadataKeys {

    /** Which index a document is of: a store may hold other documents, and other indexes. */
    public static final String COLLECTION = "memoir_collection";

    /** The hash of the user's id, or {@link #ABSENT}. */
    public static final String USER = "memoir_user";

    /** The hash of the agent's id, or {@link #ABSENT}. */
    public static final String AGENT = "memoir_agent";

    /** The hash of the run's id, or {@link #ABSENT}. */
    public static final String RUN = "memoir_run";

    /** {@link #TURN}, or a memory's kind. */
    public static final String KIND = "memoir_kind";

    /** The hash of the conversation's name, or {@link #ABSENT}. */
    public static final String CONVERSATION = "memoir_conversation";

    /** The hash of a turn's place, or {@link #ABSENT}. */
    public static final String PLACE = "memoir_place";

    /** From when it is hidden, in milliseconds since 1970; for never, {@link #NEVER}. */
    public static final String EXPIRES = "memoir_expires";

    /** The id of the turn or memory; not filtered by. */
    public static final String ID = "memoir_id";

    /** The ledger's id of a turn's conversation; not filtered by. */
    public static final String CONVERSATION_ID = "memoir_conversation_id";

    /** A turn's place in its conversation; not filtered by. */
    public static final String SEQUENCE = "memoir_sequence";

    /** The time it tells of, in milliseconds since 1970; not filtered by. */
    public static final String AT = "memoir_at";

    /** How it is said, as one number; not filtered by. */
    public static final String MANNER = "memoir_manner";

    /** Who speaks, or who it is about, absent if unknown; not filtered by. */
    public static final String SUBJECT = "memoir_subject";

    /** Where a turn's text comes from, absent of a memory; not filtered by. */
    public static final String ORIGIN = "memoir_origin";

    /** The keys of the names in it, encoded, absent if there are none; not filtered by. */
    public static final String ENTITIES = "memoir_entities";

    /** The places of a memory's turns, encoded, absent if there are none; not filtered by. */
    public static final String SOURCES = "memoir_sources";

    /** What is filtered by, all text but {@link #EXPIRES}: some stores want it declared. */
    public static final List<String> FILTERED =
            List.of(COLLECTION, USER, AGENT, RUN, KIND, CONVERSATION, PLACE, EXPIRES);

    /** Stands for a part that is not given. It is no hash, so no id can equal it. */
    public static final String ABSENT = "none";

    /** A turn's {@link #KIND}. */
    public static final String TURN = "TURN";

    /** The end of the year 9999: exact in a double, which is all that some stores have for numbers. */
    public static final long NEVER = 253_402_300_799_999L;

    private MetadataKeys() {}

    static String hashed(@Nullable String text) {
        if (text == null) {
            return ABSENT;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
