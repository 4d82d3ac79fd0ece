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

    public static final Scope ZOE = Scope.user("zoe");
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private IndexDocuments() {}

    public static IndexChange turn(String id, String text, float @Nullable [] vector) {
        return turn(id, ZOE, "talk", SEQUENCE.get(), text, vector, Metadata.none());
    }

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

    public static IndexChange memory(String id, MemoryKind kind, String text, @Nullable Instant expiresAt) {
        return memory(id, kind, text, null, expiresAt);
    }

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

    /** A memory of two words, close to 0 degrees, with links. */
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

    public static IndexChange removal(ItemType type, String id, boolean destroyed) {
        return new IndexChange.Remove(SEQUENCE.incrementAndGet(), new ItemRef(type, id), destroyed);
    }

    public static void apply(MemoryIndex index, IndexChange... changes) {
        index.apply(List.of(changes), new IndexPosition("ledger", "embedder", changes[changes.length - 1].sequence()));
    }

    public static IndexQuery query(String text, float @Nullable [] vector, int pool) {
        return query(ZOE, text, vector, pool, Filter.all());
    }

    public static IndexQuery query(Scope scope, String text, float @Nullable [] vector, int pool, Filter filter) {
        return new IndexQuery(
                scope, text, vector, QueryHints.NONE, pool, Set.of(ItemType.values()), Set.of(), null, filter, NOW);
    }

    public static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(c -> c.ref().id()).sorted().toList();
    }

    /** A vector of length 1 at an angle. */
    public static float[] at(double degrees) {
        double radians = Math.toRadians(degrees);
        return new float[] {(float) Math.cos(radians), (float) Math.sin(radians), 0, 0};
    }
}
