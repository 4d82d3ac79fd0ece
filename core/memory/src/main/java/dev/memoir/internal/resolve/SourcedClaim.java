// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.StoredTurn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal.Claiming;
import dev.memoir.ledger.StatementOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim with its speaker and time.
 *
 * @param claim the claim
 * @param sources the citations that support it
 * @param turns the ids of the cited turns
 * @param time when the last of them was said
 * @param origin the least trusted origin of the cited turns
 * @param attributedTo the speaker of the first cited user turn, or else of the first cited turn
 */
record SourcedClaim(
        Claim claim,
        List<Citation> sources,
        Set<String> turns,
        StatementOrder time,
        Origin origin,
        @Nullable String attributedTo) {

    static SourcedClaim of(Claiming proposal, Map<String, StoredTurn> turns, Instant now) {
        List<StoredTurn> cited = cited(proposal.sources(), turns);
        StoredTurn first = cited.stream()
                .filter(turn -> turn.turn().role() == Role.USER)
                .findFirst()
                .orElse(cited.isEmpty() ? null : cited.get(0));
        return new SourcedClaim(
                proposal.claim(),
                proposal.sources(),
                ids(proposal.sources()),
                cited.stream()
                        .map(StatementOrder::of)
                        .max(Comparator.naturalOrder())
                        .orElse(StatementOrder.after(now)),
                Origin.leastTrusted(
                        cited.stream().map(turn -> turn.turn().origin()).toList(), Origin.DOCUMENT),
                first == null ? null : speaker(first));
    }

    static Set<String> ids(List<Citation> sources) {
        return sources.stream().map(Citation::turnId).collect(Collectors.toUnmodifiableSet());
    }

    private static List<StoredTurn> cited(List<Citation> sources, Map<String, StoredTurn> turns) {
        return sources.stream()
                .map(source -> turns.get(source.turnId()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String speaker(StoredTurn turn) {
        String speaker = turn.turn().speaker();
        return speaker == null ? turn.turn().role().name().toLowerCase(Locale.ROOT) : speaker;
    }

    /** {@return this claim with the beginning of a memory that states the same, if it has none itself} */
    SourcedClaim from(Validity known) {
        if (claim.valid().from() != null || known.from() == null) {
            return this;
        }
        Claim dated = new Claim(
                claim.kind(),
                claim.text(),
                claim.subject(),
                claim.entities(),
                known.until(claim.valid().to()));
        return new SourcedClaim(dated, sources, turns, time, origin, attributedTo);
    }

    /** {@return when the last of the cited turns was said} */
    Instant at() {
        return time.at();
    }

    /** {@return when the claim began to hold, or if this is unknown, when it ended or was said} */
    Instant start() {
        Instant from = claim.valid().from();
        Instant to = claim.valid().to();
        if (from != null) {
            return from;
        }
        return to != null && to.isBefore(at()) ? to : at();
    }

    /** {@return the range of times at which the claim may have begun} */
    DateRange started() {
        return claim.valid().from() == null ? new DateRange(at(), at()) : DateRange.of(start(), claim.valid());
    }
}
