package dev.memoir.index.flat;

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
 * A condition that every vector store with filters can express; a query's are joined by "and". They admit all that the query
 * admits, and of other scopes nothing. The query's {@link IndexQuery#filter() filter} is not among them: it is checked on
 * what is found.
 */
public sealed interface VectorStoreCondition {

    /** {@return one of {@link MetadataKeys#FILTERED}} */
    String key();

    /**
     * The value is one of these.
     *
     * @param key which
     * @param values at least one
     */
    record OneOf(String key, List<String> values) implements VectorStoreCondition {
        /** Copies the values. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /**
     * The value is this number or greater.
     *
     * @param key which
     * @param least the number
     */
    record AtLeast(String key, long least) implements VectorStoreCondition {}

    /**
     * {@return what all documents of an index fulfil}
     *
     * @param collection the index's name
     */
    static VectorStoreCondition collection(String collection) {
        return is(MetadataKeys.COLLECTION, collection);
    }

    /**
     * {@return what a query admits}
     *
     * @param collection the index's name
     * @param query the query
     */
    static List<VectorStoreCondition> of(String collection, IndexQuery query) {
        List<VectorStoreCondition> conditions = new ArrayList<>();
        conditions.add(collection(collection));
        scope(conditions, query.scope());
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
     * {@return what a query admits at given places}
     *
     * @param collection the index's name
     * @param query the query
     * @param positions the places, at least one
     */
    static List<VectorStoreCondition> at(String collection, IndexQuery query, Collection<TurnPosition> positions) {
        List<VectorStoreCondition> conditions = new ArrayList<>(of(collection, query));
        conditions.add(new OneOf(
                MetadataKeys.PLACE,
                positions.stream().map(VectorStoreDocument::place).distinct().toList()));
        return conditions;
    }

    /** As {@link Scope#reads} has it: the user always, agent and run when given. */
    private static void scope(List<VectorStoreCondition> conditions, Scope scope) {
        conditions.add(is(MetadataKeys.USER, MetadataKeys.hashed(scope.userId())));
        given(conditions, MetadataKeys.AGENT, scope.agentId());
        given(conditions, MetadataKeys.RUN, scope.runId());
    }

    private static void given(List<VectorStoreCondition> conditions, String key, @Nullable String id) {
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
