// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.internal.platform.Sha256;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The fields of a document, and the mapping of values to terms. */
final class IndexFields {

    /** The version of the fields and of their tokenisation: an index of another version is rebuilt. */
    static final String VERSION = "5";

    static final String KEY = "key";
    static final String TYPE = "type";
    static final String USER = "user";
    static final String AGENT = "agent";
    static final String RUN = "run";
    static final String TEXT = "text";
    static final String VECTOR = "vector";
    static final String KIND = "kind";
    static final String CONVERSATION = "conversation";
    static final String POSITION = "position";
    static final String CONVERSATION_ID = "conversationId";
    static final String SEQUENCE = "sequence";
    static final String EXPIRES = "expires";
    static final String AT = "at";
    static final String ENTITY = "entity";
    static final String RECORD = "card";
    static final String METADATA = "metadata";
    static final String METADATA_KEY = "metadataKey";
    static final String METADATA_VALUE = "metadataValue";

    /**
     * The maximum length of a term, far below Lucene's limit of 32,766 bytes; a longer value is replaced by its
     * SHA-256.
     */
    private static final int MAX_TERM_BYTES = 1000;

    private IndexFields() {}

    /** Returns the term of an optional value: an absent one only equals an absent one. */
    static Term optional(String field, @Nullable String value) {
        return new Term(field, value == null ? "-" : "=" + value);
    }

    /** Returns the term of a value of any length: two values share a term only if they are equal. */
    static BytesRef bounded(String value) {
        return new BytesRef(fits(value) ? "=" + value : "#" + Sha256.hex(value));
    }

    /** Returns the term of a metadata entry. */
    static BytesRef entry(String key, Object value) {
        return bounded(value.getClass().getSimpleName().charAt(0) + key.length() + ":" + key + value);
    }

    /** {@return whether a value is short enough to be indexed unchanged} */
    static boolean fits(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length <= MAX_TERM_BYTES;
    }
}
