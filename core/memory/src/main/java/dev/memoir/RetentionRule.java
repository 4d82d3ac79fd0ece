// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule for what is not kept forever. The items that it selects are forgotten: destroyed with their history, vectors
 * and postings. Pinned memories stay whatever a rule says. A rule for turns destroys the words that were said, not the
 * facts that were extracted from them: those stay current, without a source, until a rule for memories selects them.
 *
 * @param scope the scope of the items; null for all scopes
 * @param type turns or memories
 * @param kinds only memories of these kinds; empty for all (turns have no kind)
 * @param since the time that {@code after} is counted from
 * @param after how long after that time an item is forgotten
 */
public record RetentionRule(@Nullable Scope scope, ItemType type, Set<MemoryKind> kinds, Since since, Duration after) {

    /** The time that the age of an item is counted from. */
    public enum Since {
        /** For a turn, when it was recorded; for a memory, when it last changed. */
        CHANGED,
        /** For a memory, when it expired. */
        EXPIRED,
        /** For a memory, when it was retracted or superseded. */
        PAST
    }

    /**
     * Copies the kinds.
     *
     * @throws InvalidInputException if the time is negative, or a rule for turns uses what only memories have
     */
    public RetentionRule {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(since, "since");
        kinds = Set.copyOf(kinds);
        if (after.isNegative()) {
            throw new InvalidInputException("A retention rule waits for " + after + "; that must not be negative.");
        }
        if (type == ItemType.TURN && (since != Since.CHANGED || !kinds.isEmpty())) {
            throw new InvalidInputException(
                    "Turns neither expire nor have a kind. Give a rule for turns by their age alone.");
        }
    }

    /**
     * {@return a rule for the turns of all scopes}
     *
     * @param age how long after they were recorded they are forgotten
     */
    public static RetentionRule turns(Duration age) {
        return new RetentionRule(null, ItemType.TURN, Set.of(), Since.CHANGED, age);
    }

    /**
     * {@return a rule for the memories of all scopes}
     *
     * @param age how long after they last changed they are forgotten
     * @param kinds only memories of these kinds; none for all
     */
    public static RetentionRule memories(Duration age, MemoryKind... kinds) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(kinds), Since.CHANGED, age);
    }

    /**
     * {@return a rule for the expired memories of all scopes, which are otherwise only hidden}
     *
     * @param grace how long after their expiry they are forgotten
     */
    public static RetentionRule expiredMemories(Duration grace) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(), Since.EXPIRED, grace);
    }

    /**
     * {@return a rule for the retracted and superseded memories of all scopes}
     *
     * @param grace how long after they were retracted or superseded they are forgotten
     */
    public static RetentionRule pastMemories(Duration grace) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(), Since.PAST, grace);
    }

    /**
     * {@return this rule, restricted to one scope}
     *
     * @param scope the scope of the items
     */
    public RetentionRule in(Scope scope) {
        return new RetentionRule(scope, type, kinds, since, after);
    }

    /**
     * {@return the latest time from which the rule's age has passed}
     *
     * @param now the reference instant
     */
    public Instant cutoff(Instant now) {
        return now.minus(after);
    }
}
