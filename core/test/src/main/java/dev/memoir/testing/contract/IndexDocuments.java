// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TurnPosition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Documents and queries for tests of indexes; vectors have four dimensions. */
public final class IndexDocuments {

    /** The scope of documents that name none. */
    public static final Scope ZOE = Scope.user("zoe");
    /** The time of the documents and queries. */
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private IndexDocuments() {}

    /**
     * {@return a change that puts a turn of the conversation "talk" without metadata}
     *
     * @param id the id of the turn
     * @param text the text of the turn
     * @param vector the vector of the text, or null if it has none
     */
    public static IndexChange turn(String id, String text, float @Nullable [] vector) {
        return turn(id, ZOE, "talk", SEQUENCE.get(), text, vector, Metadata.none());
    }

    /**
     * {@return a change that puts a turn}
     *
     * @param id the id of the turn
     * @param scope the scope of the turn
     * @param conversation the conversation of the turn
     * @param place the position of the turn in the conversation
     * @param text the text of the turn
     * @param vector the vector of the text, or null if it has none
     * @param metadata the metadata of the turn
     */
    public static IndexChange turn(
            String id,
            Scope scope,
            String conversation,
            long place,
            String text,
            float @Nullable [] vector,
            Metadata metadata) {
        return new IndexChange.Put(
                SEQUENCE.incrementAndGet(),
                new IndexDocument(
                        new ItemRef(ItemType.TURN, id),
                        scope,
                        text,
                        vector,
                        null,
                        conversation,
                        new TurnPosition("id of " + conversation.substring(0, 1) + conversation.length(), place),
                        NOW,
                        null,
                        metadata,
                        ItemLinks.NONE));
    }

    /**
     * {@return a change that puts a memory without a vector}
     *
     * @param id the id of the memory
     * @param kind the kind of the memory
     * @param text the text of the memory
     * @param expiresAt when the memory expires, or null if it does not
     */
    public static IndexChange memory(String id, MemoryKind kind, String text, @Nullable Instant expiresAt) {
        return memory(id, kind, text, null, expiresAt);
    }

    /**
     * {@return a change that puts a memory}
     *
     * @param id the id of the memory
     * @param kind the kind of the memory
     * @param text the text of the memory
     * @param vector the vector of the text, or null if it has none
     * @param expiresAt when the memory expires, or null if it does not
     */
    public static IndexChange memory(
            String id, MemoryKind kind, String text, float @Nullable [] vector, @Nullable Instant expiresAt) {
        return new IndexChange.Put(
                SEQUENCE.incrementAndGet(),
                new IndexDocument(
                        new ItemRef(ItemType.MEMORY, id),
                        ZOE,
                        text,
                        vector,
                        kind,
                        null,
                        null,
                        NOW,
                        expiresAt,
                        Metadata.none(),
                        ItemLinks.NONE));
    }

    /**
     * {@return a change that puts a memory of two words, close to 0 degrees, with links}
     *
     * @param id the id of the memory
     * @param relations the links of the memory
     * @param at when the memory was recorded
     */
    public static IndexChange related(String id, ItemLinks relations, Instant at) {
        return new IndexChange.Put(
                SEQUENCE.incrementAndGet(),
                new IndexDocument(
                        new ItemRef(ItemType.MEMORY, id),
                        ZOE,
                        "green tea",
                        at(1),
                        MemoryKind.FACT,
                        null,
                        null,
                        at,
                        null,
                        Metadata.none(),
                        relations));
    }

    /**
     * {@return a change that removes an item}
     *
     * @param type the type of the item
     * @param id the id of the item
     * @param destroyed whether the item is forgotten, rather than hidden
     */
    public static IndexChange removal(ItemType type, String id, boolean destroyed) {
        return new IndexChange.Remove(SEQUENCE.incrementAndGet(), new ItemRef(type, id), destroyed);
    }

    /**
     * Applies changes and moves the position of the index to the last of them.
     *
     * @param index the index to change
     * @param changes the changes, at least one, in order
     */
    public static void apply(MemoryIndex index, IndexChange... changes) {
        index.apply(List.of(changes), new IndexPosition("ledger", "embedder", changes[changes.length - 1].sequence()));
    }

    /**
     * {@return a query of the default scope, without a filter}
     *
     * @param text the words to search for
     * @param vector the vector to search for, or null to search by words only
     * @param pool the number of candidates to return
     */
    public static IndexQuery query(String text, float @Nullable [] vector, int pool) {
        return query(ZOE, text, vector, pool, Filter.all());
    }

    /**
     * {@return a query of a scope}
     *
     * @param scope the scope to search
     * @param text the words to search for
     * @param vector the vector to search for, or null to search by words only
     * @param pool the number of candidates to return
     * @param filter the condition that documents must meet
     */
    public static IndexQuery query(Scope scope, String text, float @Nullable [] vector, int pool, Filter filter) {
        return new IndexQuery(
                scope, text, vector, QueryHints.NONE, pool, Set.of(ItemType.values()), Set.of(), null, filter, NOW);
    }

    /**
     * {@return the ids of candidates, sorted}
     *
     * @param candidates the candidates
     */
    public static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(c -> c.ref().id()).sorted().toList();
    }

    /**
     * {@return a vector of length 1}
     *
     * @param degrees the angle of the vector to that of 0 degrees
     */
    public static float[] at(double degrees) {
        double radians = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians), 0, 0};
    }
}
