// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import dev.memoir.Filter;
import dev.memoir.MemoryItem;
import dev.memoir.Scope;
import dev.memoir.maintenance.ScopePart;
import dev.memoir.samples.server.mem0.request.MemoryTimes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on memories and turns, as a filter of mem0's protocol states it. Immutable. */
public sealed interface FilterExpression {

    /**
     * {@return whether a memory or turn fulfils the condition}
     *
     * @param item the memory or turn
     */
    boolean test(MemoryItem item);

    /**
     * All conditions hold; true if there are none.
     *
     * @param parts the conditions
     */
    record All(List<FilterExpression> parts) implements FilterExpression {
        /** Copies the conditions. */
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(MemoryItem item) {
            return parts.stream().allMatch(part -> part.test(item));
        }
    }

    /**
     * At least one condition holds; false if there are none.
     *
     * @param parts the conditions
     */
    record Any(List<FilterExpression> parts) implements FilterExpression {
        /** Copies the conditions. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean test(MemoryItem item) {
            return parts.stream().anyMatch(part -> part.test(item));
        }
    }

    /**
     * A condition does not hold.
     *
     * @param part the condition
     */
    record Not(FilterExpression part) implements FilterExpression {
        @Override
        public boolean test(MemoryItem item) {
            return !part.test(item);
        }
    }

    /** A condition without parts. */
    sealed interface Leaf extends FilterExpression {}

    /**
     * The user, agent or run is one of several.
     *
     * @param part the part of the scope
     * @param ids the ids; null for any, as long as there is one
     */
    record IdCondition(ScopePart part, @Nullable Set<String> ids) implements Leaf {
        /** Copies the ids. */
        public IdCondition {
            ids = ids == null ? null : Set.copyOf(ids);
        }

        @Override
        public boolean test(MemoryItem item) {
            String id = id(item.scope());
            return id != null && (ids == null || ids.contains(id));
        }

        private @Nullable String id(Scope scope) {
            return switch (part) {
                case USER -> scope.userId();
                case AGENT -> scope.agentId();
                case RUN -> scope.runId();
            };
        }
    }

    /**
     * The metadata fulfils a filter, which every store evaluates itself.
     *
     * @param filter the filter
     */
    record MetadataCondition(Filter filter) implements Leaf {
        @Override
        public boolean test(MemoryItem item) {
            return filter.test(item.metadata());
        }
    }

    /**
     * A time lies in a range.
     *
     * @param updated whether the time of the last change is meant, instead of the creation
     * @param from the first instant of the range; null for none
     * @param to the end of the range, exclusive; null for none
     */
    record TimeCondition(
            boolean updated,
            @Nullable Instant from,
            @Nullable Instant to) implements Leaf {
        @Override
        public boolean test(MemoryItem item) {
            Instant at = updated ? MemoryTimes.updatedAt(item) : MemoryTimes.createdAt(item);
            return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
        }
    }

    /**
     * The text contains some words.
     *
     * @param words the words
     * @param ignoreCase whether case is folded
     */
    record KeywordCondition(String words, boolean ignoreCase) implements Leaf {
        @Override
        public boolean test(MemoryItem item) {
            return ignoreCase
                    ? Filter.Contains.folded(item.text()).contains(Filter.Contains.folded(words))
                    : item.text().contains(words);
        }
    }
}
