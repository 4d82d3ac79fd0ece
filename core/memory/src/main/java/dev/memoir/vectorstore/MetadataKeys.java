// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.internal.platform.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata keys of documents in a vector store. They are fixed, and the value of a key that is filtered by is a
 * number, a name of this library or a hash: nothing that a user can choose reaches a store's filter language.
 */
public final class MetadataKeys {

    /** The index that a document belongs to: a store may contain other documents and other indexes. */
    public static final String COLLECTION = "memoir_collection";

    /** The hash of the user's id, or {@link #ABSENT}. */
    public static final String USER = "memoir_user";

    /** The hash of the agent's id, or {@link #ABSENT}. */
    public static final String AGENT = "memoir_agent";

    /** The hash of the run's id, or {@link #ABSENT}. */
    public static final String RUN = "memoir_run";

    /** {@link #TURN}, or the kind of a memory. */
    public static final String KIND = "memoir_kind";

    /** The hash of the conversation's name, or {@link #ABSENT}. */
    public static final String CONVERSATION = "memoir_conversation";

    /** The hash of a turn's position, or {@link #ABSENT}. */
    public static final String PLACE = "memoir_place";

    /** The time from which the document is hidden, in milliseconds since 1970; {@link #NEVER} if it does not expire. */
    public static final String EXPIRES = "memoir_expires";

    /** The id of the turn or memory; not filtered by. */
    public static final String ID = "memoir_id";

    /** The ledger's id of a turn's conversation; not filtered by. */
    public static final String CONVERSATION_ID = "memoir_conversation_id";

    /** The position of a turn in its conversation; not filtered by. */
    public static final String SEQUENCE = "memoir_sequence";

    /** The time that the item refers to, in milliseconds since 1970; not filtered by. */
    public static final String AT = "memoir_at";

    /** The packed {@link dev.memoir.index.TextFeatures}; not filtered by. */
    public static final String MANNER = "memoir_manner";

    /** The speaker of a turn or the subject of a memory, absent if unknown; not filtered by. */
    public static final String SUBJECT = "memoir_subject";

    /** The origin of a turn's text, absent for a memory; not filtered by. */
    public static final String ORIGIN = "memoir_origin";

    /** The encoded keys of the names in the text, absent if there are none; not filtered by. */
    public static final String ENTITIES = "memoir_entities";

    /** The encoded positions of a memory's source turns, absent if there are none; not filtered by. */
    public static final String SOURCES = "memoir_sources";

    /** The keys that are filtered by, all text except {@link #EXPIRES}: some stores need them declared. */
    public static final List<String> FILTERED =
            List.of(COLLECTION, USER, AGENT, RUN, KIND, CONVERSATION, PLACE, EXPIRES);

    /** The value of an absent part. It is not a hash, so no id can equal it. */
    public static final String ABSENT = "none";

    /** The {@link #KIND} of a turn. */
    public static final String TURN = "TURN";

    /** The end of the year 9999: exact in a double, the only number type of some stores. */
    public static final long NEVER = 253_402_300_799_999L;

    private MetadataKeys() {}

    static String hashed(@Nullable String text) {
        return text == null ? ABSENT : Sha256.hex(text);
    }
}
