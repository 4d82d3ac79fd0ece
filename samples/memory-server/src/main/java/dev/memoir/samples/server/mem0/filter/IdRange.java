// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which users, agents or runs an alternative of a filter admits.
 *
 * @param kind whether ids are restricted
 * @param ids the admitted ids, of the kind {@code LISTED}
 */
record IdRange(Kind kind, Set<String> ids) {

    /** The kinds of ranges. */
    enum Kind {
        /** Any id, and none. */
        FREE,
        /** Any id. */
        PRESENT,
        /** One of several ids. */
        LISTED,
        /** No id. */
        ABSENT
    }

    static final IdRange FREE = new IdRange(Kind.FREE, Set.of());
    static final IdRange ABSENT = new IdRange(Kind.ABSENT, Set.of());

    static IdRange of(@Nullable Set<String> ids) {
        return ids == null ? new IdRange(Kind.PRESENT, Set.of()) : new IdRange(Kind.LISTED, ids);
    }

    /** {@return the range of the ids that both admit} */
    IdRange and(IdRange other) {
        if (kind == Kind.FREE) {
            return other;
        }
        if (other.kind == Kind.FREE || other.equals(this)) {
            return this;
        }
        if (kind == Kind.ABSENT || other.kind == Kind.ABSENT) {
            return new IdRange(Kind.LISTED, Set.of());
        }
        if (kind == Kind.PRESENT) {
            return other;
        }
        if (other.kind == Kind.PRESENT) {
            return this;
        }
        Set<String> both = new LinkedHashSet<>(ids);
        both.retainAll(other.ids);
        return new IdRange(Kind.LISTED, both);
    }

    boolean listed() {
        return kind == Kind.LISTED;
    }

    /** {@return whether no id, and not the lack of one either, is admitted} */
    boolean isEmpty() {
        return listed() && ids.isEmpty();
    }

    /** {@return the ids to read one by one; a single null if there is no list} */
    List<@Nullable String> values() {
        List<@Nullable String> values = new ArrayList<>();
        if (listed()) {
            values.addAll(ids);
        } else {
            values.add(null);
        }
        return values;
    }
}
