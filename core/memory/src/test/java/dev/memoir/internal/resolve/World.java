// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Add;
import dev.memoir.extract.Proposal.Delete;
import dev.memoir.extract.Proposal.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** In-memory memories and turns, changed only by the revisions of a resolver. */
final class World {

    static final Scope SCOPE = Scope.user("zoe");
    static final String EXTRACTOR = "test/1";

    final Map<String, Memory> memories = new LinkedHashMap<>();
    final Map<String, Set<String>> sources = new HashMap<>();
    final Map<String, StoredTurn> turns = new HashMap<>();

    private final AtomicInteger minted = new AtomicInteger();
    private final Resolver resolver;
    Instant now = Instant.parse("2025-01-01T00:00:00Z");

    World(TextSimilarity similarity) {
        resolver = new Resolver(similarity, () -> "m%04d".formatted(minted.incrementAndGet()));
    }

    /** Adds a turn of the user. */
    String said(String at, String text) {
        return said(at, Turn.user(text));
    }

    String said(String at, Turn turn) {
        String id = "t%03d".formatted(turns.size() + 1);
        Instant saidAt = instant(at);
        turns.put(id, new StoredTurn(id, SCOPE, "c", turns.size(), turn, saidAt, saidAt, null));
        return id;
    }

    List<Revision> resolve(Proposal... proposals) {
        return resolve(List.of(proposals));
    }

    List<Revision> resolve(List<Proposal> proposals) {
        now = now.plusSeconds(1);
        List<List<Revision>> steps = resolver.resolve(
                proposals,
                new ResolutionContext(SCOPE, List.copyOf(memories.values()), sources, turns, Map.of()),
                EXTRACTOR,
                now);
        List<Revision> all = steps.stream().flatMap(List::stream).toList();
        for (Revision step : all) {
            if (!Objects.equals(memories.get(step.after().id()), step.before())) {
                throw new AssertionError(step + " does not start from what is known");
            }
            memories.put(step.after().id(), step.after());
            sources.computeIfAbsent(step.after().id(), id -> new HashSet<>())
                    .addAll(step.sources().stream().map(Citation::turnId).toList());
        }
        return all;
    }

    /** {@return the texts of the current memories} */
    List<String> current() {
        return memories.values().stream()
                .filter(Memory::current)
                .map(Memory::text)
                .toList();
    }

    /** {@return the texts of the memories that held at a time} */
    List<String> asOf(String at) {
        return ValidityReader.valid(memories.values(), instant(at)).stream()
                .map(Memory::text)
                .toList();
    }

    Memory memory(String text) {
        List<Memory> found = memories.values().stream()
                .filter(memory -> memory.text().equals(text))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " memories of " + text);
        }
        return found.get(0);
    }

    Add add(String turn, Claim claim) {
        return new Add(claim, cite(turn));
    }

    Update change(Memory target, String turn, Claim claim) {
        return new Update(target.id(), claim, false, cite(turn));
    }

    Update correct(Memory target, String turn, Claim claim) {
        return new Update(target.id(), claim, true, cite(turn));
    }

    Delete delete(Memory target, String turn) {
        return new Delete(target.id(), cite(turn));
    }

    List<Citation> cite(String turn) {
        return List.of(new Citation(turn, turns.get(turn).text()));
    }

    static Claim claim(String text) {
        return claim(text, null);
    }

    /** {@return a claim that holds from a day, month or year} */
    static Claim claim(String text, @Nullable String from) {
        return claim(text, from, null);
    }

    static Claim claim(String text, @Nullable String from, @Nullable String to) {
        String named = from == null ? to : from;
        Validity valid = named == null
                ? Validity.unknown()
                : new Validity(from == null ? null : instant(from), to == null ? null : instant(to), precision(named));
        return new Claim(MemoryKind.FACT, text, "user", List.of(), valid);
    }

    private static TimePrecision precision(String date) {
        return switch (date.length()) {
            case 4 -> TimePrecision.YEAR;
            case 7 -> TimePrecision.MONTH;
            case 10 -> TimePrecision.DAY;
            default -> TimePrecision.INSTANT;
        };
    }

    static Instant instant(String date) {
        String full = "0000-01-01T00:00:00Z";
        return Instant.parse(date.length() < full.length() ? date + full.substring(date.length()) : date);
    }

    List<Memory> states() {
        return new ArrayList<>(memories.values());
    }
}
