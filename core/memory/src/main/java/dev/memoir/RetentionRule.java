package dev.memoir;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is not to be kept for ever. What a rule takes is forgotten: destroyed with its history, vectors and postings. Pinned
 * memories stay whatever a rule says. A rule for turns takes the words that were said, not the facts that were drawn from
 * them: those stand, without a source, until a rule for memories takes them.
 *
 * @param scope whose; null for everybody's
 * @param type turns or memories
 * @param kinds only memories of these kinds; empty for all (a turn has none)
 * @param since what the time is counted from
 * @param after how long after that it is forgotten
 */
public record RetentionRule(@Nullable Scope scope, ItemType type, Set<MemoryKind> kinds, Since since, Duration after) {

    /** What the time is counted from. */
    public enum Since {
        /** A turn: when it was recorded. A memory: when it last changed. */
        CHANGED,
        /** A memory: when it expired. */
        EXPIRED,
        /** A memory: when it was retracted, or another took its place. */
        PAST
    }

    /**
     * Copies the kinds.
     *
     * @throws InvalidInputException if the time is negative, or the rule asks of turns what only memories have
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
     * {@return a rule for everybody's turns}
     *
     * @param age how long after they were recorded they are forgotten
     */
    public static RetentionRule turns(Duration age) {
        return new RetentionRule(null, ItemType.TURN, Set.of(), Since.CHANGED, age);
    }

    /**
     * {@return a rule for everybody's memories}
     *
     * @param age how long after they last changed they are forgotten
     * @param kinds of which kinds; none for all
     */
    public static RetentionRule memories(Duration age, MemoryKind... kinds) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(kinds), Since.CHANGED, age);
    }

    /**
     * {@return a rule for everybody's expired memories, which are only hidden otherwise}
     *
     * @param grace how long after their expiry they are forgotten
     */
    public static RetentionRule expired(Duration grace) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(), Since.EXPIRED, grace);
    }

    /**
     * {@return a rule for everybody's memories that do not stand any more}
     *
     * @param grace how long after they were retracted, or another took their place, they are forgotten
     */
    public static RetentionRule past(Duration grace) {
        return new RetentionRule(null, ItemType.MEMORY, Set.of(), Since.PAST, grace);
    }

    /**
     * {@return this rule, for one scope}
     *
     * @param scope whose
     */
    public RetentionRule in(Scope scope) {
        return new RetentionRule(scope, type, kinds, since, after);
    }

    /**
     * {@return the time up to which what the rule counts from must lie}
     *
     * @param now the reference instant
     */
    public Instant before(Instant now) {
        return now.minus(after);
    }
}
