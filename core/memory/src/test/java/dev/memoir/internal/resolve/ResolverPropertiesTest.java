// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Claiming;
import dev.memoir.ledger.StatementOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Properties of resolution for arbitrary proposals in any order, in a small world of very similar facts. */
class ResolverPropertiesTest {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<String> PLACES = List.of("Berlin", "Lisbon", "Porto", "Rome");
    private static final List<String> SENTENCES = List.of(
            "The user lives in %s.",
            "The user resides in %s.",
            "The user does not live in %s.",
            "The user has 2 flats in %s.",
            "The user has 3 flats in %s.");

    private enum Op {
        ADD,
        CHANGE,
        CHANGE_AGAIN,
        CORRECT,
        DELETE,
        REPEAT
    }

    /**
     * A generated proposal.
     *
     * @param op the operation
     * @param said the day on which it was said
     * @param from the day or month from which it holds, null for unknown
     * @param days the duration, 0 for open
     * @param sentence the wording
     * @param place the place in the sentence
     * @param target the index of the target among the known or previously proposed memories
     */
    private record Move(Op op, int said, Integer from, int days, int sentence, int place, int target) {}

    @Property
    void chains_are_sound_for_any_proposals(@ForAll("batches") List<List<Move>> batches) {
        World world = new World((one, other) -> 0.99);
        List<Proposal> before = new ArrayList<>();
        for (List<Move> batch : batches) {
            Map<String, Memory> known = Map.copyOf(world.memories);
            List<Proposal> proposals = proposals(batch, world, before);
            List<Revision> steps = world.resolve(proposals);
            nothingVanishes(known, world);
            steps.forEach(ResolverPropertiesTest::stepsKeepWords);
            mergesAreOfTheSame(steps, proposals);
            chainsAreSound(world);
            before.addAll(proposals);
        }
    }

    @Property
    void the_same_proposals_again_change_nothing(@ForAll("batches") List<List<Move>> batches) {
        World world = new World((one, other) -> 0.99);
        for (List<Move> batch : batches) {
            List<Proposal> proposals = proposals(batch, world, List.of());
            List<Revision> first = world.resolve(proposals);
            assertThat(world.resolve(proposals)).as("after %s", first).isEmpty();
        }
    }

    @Property
    void resolution_is_deterministic(@ForAll("batches") List<List<Move>> batches) {
        World one = new World((a, b) -> 0.99);
        World other = new World((a, b) -> 0.99);
        for (List<Move> batch : batches) {
            assertThat(one.resolve(proposals(batch, one, List.of())))
                    .isEqualTo(other.resolve(proposals(batch, other, List.of())));
        }
    }

    /** Compares with a reference: of all facts that had begun by a day, the one that was said last. */
    @Property
    void changes_have_the_same_result_in_any_order(
            @ForAll("days") List<Integer> days, @ForAll("said") List<Integer> said) {
        World world = new World((one, other) -> 0.99);
        TreeMap<Integer, Claim> story = new TreeMap<>();
        for (int i = 0; i < days.size(); i++) {
            String text = "The user lives in place " + i + ".";
            Claim claim = claim(text, Validity.from(day(days.get(i)), TimePrecision.DAY));
            String turn = world.said(day(1000 + said.get(i)).toString(), text);
            Memory anyone = world.states().isEmpty()
                    ? null
                    : world.states().get(i * 7 % world.states().size());
            world.resolve(anyone == null ? world.add(turn, claim) : world.change(anyone, turn, claim));
            story.put(said.get(i), claim);
            assertThat(world.current())
                    .containsExactly(story.lastEntry().getValue().text());
            for (int day = 0; day <= 100; day++) {
                Instant at = day(day);
                List<String> begun = story.descendingMap().values().stream()
                        .filter(told -> told.valid().holdsAt(at))
                        .map(Claim::text)
                        .limit(1)
                        .toList();
                assertThat(world.asOf(at.toString())).isEqualTo(begun);
            }
        }
    }

    @Property
    void an_older_claim_does_not_supersede_the_current_one(@ForAll("batches") List<List<Move>> batches) {
        World world = new World((one, other) -> 0.99);
        for (Move move : batches.stream().flatMap(List::stream).toList()) {
            List<Memory> heads = world.states().stream().filter(Memory::current).toList();
            MemoryChains before = chains(world);
            for (Proposal proposal : proposals(List.of(move), world, List.of())) {
                world.resolve(proposal);
                StatementOrder said = chains(world)
                        .lastOf(SourcedClaim.ids(proposal.sources()))
                        .orElseThrow();
                heads.stream()
                        .filter(head -> before.lastSaid(head).isAfter(said))
                        .filter(head -> !(proposal instanceof Claiming claiming)
                                || !sameness(claiming).equals(sameness(head)))
                        .forEach(
                                head -> assertThat(world.memories.get(head.id()).current())
                                        .isTrue());
            }
        }
    }

    private static String sameness(Claiming claiming) {
        return claiming.claim().text().replace("resides", "lives");
    }

    private static String sameness(Memory memory) {
        return memory.text().replace("resides", "lives");
    }

    private static MemoryChains chains(World world) {
        return new MemoryChains(
                new ResolutionContext(World.SCOPE, world.states(), world.sources, world.turns, Map.of()));
    }

    private static void nothingVanishes(Map<String, Memory> known, World world) {
        known.forEach((id, memory) -> {
            Memory now = world.memories.get(id);
            assertThat(now).isNotNull();
            assertThat(now.text()).isEqualTo(memory.text());
            assertThat(now.recordedAt()).isEqualTo(memory.recordedAt());
            assertThat(now.scope()).isEqualTo(memory.scope());
            if (memory.retractedAt() != null) {
                assertThat(now).isEqualTo(memory);
            }
        });
    }

    private static void stepsKeepWords(Revision step) {
        Memory before = step.before();
        if (before == null) {
            assertThat(step.type()).isEqualTo(MemoryEvent.Type.ADD);
        } else {
            assertThat(step.after().text()).isEqualTo(before.text());
            assertThat(step.after().id()).isEqualTo(before.id());
        }
        if (step.type() == MemoryEvent.Type.MERGE) {
            assertThat(step.after())
                    .isEqualTo(Objects.requireNonNull(before).toBuilder()
                            .updatedAt(step.after().updatedAt())
                            .entities(step.after().entities())
                            .build());
        }
    }

    private static void mergesAreOfTheSame(List<Revision> steps, List<Proposal> proposals) {
        for (Revision step : steps) {
            if (step.type() == MemoryEvent.Type.MERGE) {
                Claiming said = (Claiming) proposals.stream()
                        .filter(proposal -> proposal.sources().equals(step.sources()))
                        .findFirst()
                        .orElseThrow();
                assertThat(said.claim().text().replace("resides", "lives"))
                        .isEqualTo(step.after().text().replace("resides", "lives"));
            }
        }
    }

    private static void chainsAreSound(World world) {
        MemoryChains chains = chains(world);
        for (Memory memory : world.states()) {
            assertThat(memory.supersededBy() == null || world.memories.containsKey(memory.supersededBy()))
                    .isTrue();
            if (memory.retractedAt() != null) {
                continue;
            }
            Memory before = chains.findNotRetracted(memory.supersedes());
            Memory after = chains.findNotRetracted(memory.supersededBy());
            assertThat(memory.supersedes() == null || before != null).isTrue();
            if (before != null) {
                assertThat(before.supersededBy()).isEqualTo(memory.id());
            }
            if (after != null) {
                assertThat(after.supersedes()).isEqualTo(memory.id());
                assertThat(memory.valid().to()).isNotNull();
                assertThat(after.valid().from()).isNotNull();
            }
            List<Memory> findNotRetracted = chains.around(memory).stream()
                    .filter(member -> member.retractedAt() == null)
                    .toList();
            assertThat(findNotRetracted.stream().filter(Memory::current).count())
                    .isLessThanOrEqualTo(1);
            assertThat(chains.members(memory)).containsAll(findNotRetracted);
            for (Memory member : findNotRetracted) {
                Instant from = member.valid().from();
                assertThat(ValidityReader.valid(findNotRetracted, from == null ? Instant.EPOCH : from))
                        .hasSizeLessThanOrEqualTo(1);
            }
            boolean denied = chains.around(memory).stream()
                    .anyMatch(member -> member.retractedAt() != null && member.supersededBy() == null);
            if (!denied) {
                assertThat(findNotRetracted.stream().filter(Memory::current)).hasSize(1);
            }
        }
    }

    private static List<Proposal> proposals(List<Move> batch, World world, List<Proposal> before) {
        List<Proposal> proposals = new ArrayList<>();
        List<Memory> known = world.states();
        List<Move> inOrder = batch.stream()
                .sorted((one, other) -> Integer.compare(one.said(), other.said()))
                .toList();
        for (Move move : inOrder) {
            String text = SENTENCES.get(move.sentence()).formatted(PLACES.get(move.place()));
            String turn = world.said(day(move.said()).toString(), text);
            Claim claim = claim(text, validity(move));
            if (move.op() == Op.REPEAT && !before.isEmpty()) {
                proposals.add(before.get(move.target() % before.size()));
            } else if (known.isEmpty() || move.op() == Op.ADD || move.op() == Op.REPEAT) {
                proposals.add(world.add(turn, claim));
            } else {
                Memory target = known.get(move.target() % known.size());
                proposals.add(
                        switch (move.op()) {
                            case CORRECT -> world.correct(target, turn, claim);
                            case DELETE -> world.delete(target, turn);
                            default -> world.change(target, turn, claim);
                        });
            }
        }
        return proposals;
    }

    private static Validity validity(Move move) {
        if (move.from() == null) {
            return Validity.unknown();
        }
        TimePrecision precision = move.from() % 30 == 0 ? TimePrecision.MONTH : TimePrecision.DAY;
        Instant from = day(move.from());
        return new Validity(from, move.days() == 0 ? null : day(move.from() + move.days()), precision);
    }

    private static Claim claim(String text, Validity valid) {
        return new Claim(MemoryKind.FACT, text, "user", List.of(), valid);
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    @Provide
    Arbitrary<List<List<Move>>> batches() {
        Arbitrary<Integer> from = Arbitraries.integers().between(0, 200).injectNull(0.4);
        Arbitrary<Integer> days = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 60)));
        Arbitrary<Move> move = Combinators.combine(
                        Arbitraries.of(Op.class),
                        Arbitraries.integers().between(0, 200),
                        from,
                        days,
                        Arbitraries.integers().between(0, SENTENCES.size() - 1),
                        Arbitraries.integers().between(0, PLACES.size() - 1),
                        Arbitraries.integers().between(0, 1000))
                .as(Move::new);
        return move.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> said() {
        return Arbitraries.shuffle(IntStream.rangeClosed(1, 8).boxed().toList());
    }

    @Provide
    Arbitrary<List<Integer>> days() {
        return Arbitraries.shuffle(IntStream.rangeClosed(1, 90).boxed().toList())
                .flatMap(days -> Arbitraries.integers().between(1, 8).map(n -> days.subList(0, n)));
    }
}
