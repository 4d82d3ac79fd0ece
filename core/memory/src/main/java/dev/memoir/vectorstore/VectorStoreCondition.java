// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition that every vector store with filters can express; those of a query are combined with "and". They admit
 * everything that the query admits, and nothing of other scopes. The query's {@link IndexQuery#filter() filter} is not
 * among them: it is evaluated on the hits.
 */
public sealed interface VectorStoreCondition {

    /** {@return one of {@link MetadataKeys#FILTERED}} */
    String key();

    /**
     * The value equals one of the given ones.
     *
     * @param key the metadata key
     * @param values at least one value
     */
    record OneOf(String key, List<String> values) implements VectorStoreCondition {
        /** Copies the values. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /**
     * The value is a given number or greater.
     *
     * @param key the metadata key
     * @param least the smallest admitted number
     */
    record AtLeast(String key, long least) implements VectorStoreCondition {}

    /**
     * {@return the condition that all documents of an index meet}
     *
     * @param collection the index's name
     */
    static VectorStoreCondition collection(String collection) {
        return is(MetadataKeys.COLLECTION, collection);
    }

    /**
     * {@return the conditions that documents admitted by a query meet}
     *
     * @param collection the index's name
     * @param query the query
     */
    static List<VectorStoreCondition> of(String collection, IndexQuery query) {
        List<VectorStoreCondition> conditions = new ArrayList<>();
        conditions.add(collection(collection));
        addScope(conditions, query.scope());
        if (query.types().size() < ItemType.values().length || !query.kinds().isEmpty()) {
            conditions.add(new OneOf(MetadataKeys.KIND, kinds(query)));
        }
        if (query.conversation() != null) {
            conditions.add(new OneOf(
                    MetadataKeys.CONVERSATION,
                    List.of(MetadataKeys.hashed(query.conversation()), MetadataKeys.ABSENT)));
        }
        if (query.visibleAt() != null) {
            conditions.add(new AtLeast(MetadataKeys.EXPIRES, query.visibleAt().toEpochMilli() + 1));
        }
        return conditions;
    }

    /**
     * {@return the conditions that documents at given positions and admitted by a query meet}
     *
     * @param collection the index's name
     * @param query the query
     * @param positions at least one position
     */
    static List<VectorStoreCondition> at(String collection, IndexQuery query, Collection<TurnPosition> positions) {
        List<VectorStoreCondition> conditions = new ArrayList<>(of(collection, query));
        conditions.add(new OneOf(
                MetadataKeys.PLACE,
                positions.stream()
                        .map(VectorStoreDocument::positionHash)
                        .distinct()
                        .toList()));
        return conditions;
    }

    /** The scope has the semantics of {@link Scope#covers}: always the user, agent and run if present. */
    private static void addScope(List<VectorStoreCondition> conditions, Scope scope) {
        conditions.add(is(MetadataKeys.USER, MetadataKeys.hashed(scope.userId())));
        addIfPresent(conditions, MetadataKeys.AGENT, scope.agentId());
        addIfPresent(conditions, MetadataKeys.RUN, scope.runId());
    }

    private static void addIfPresent(List<VectorStoreCondition> conditions, String key, @Nullable String id) {
        if (id != null) {
            conditions.add(is(key, MetadataKeys.hashed(id)));
        }
    }

    private static List<String> kinds(IndexQuery query) {
        TreeSet<String> kinds = new TreeSet<>();
        if (query.types().contains(ItemType.TURN)) {
            kinds.add(MetadataKeys.TURN);
        }
        if (query.types().contains(ItemType.MEMORY)) {
            (query.kinds().isEmpty() ? List.of(MemoryKind.values()) : query.kinds())
                    .forEach(kind -> kinds.add(kind.name()));
        }
        return List.copyOf(kinds);
    }

    private static VectorStoreCondition is(String key, String value) {
        return new OneOf(key, List.of(value));
    }
}
