// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Memory;
import dev.memoir.extract.Citation;
import dev.memoir.internal.resolve.ResolutionContext;
import dev.memoir.ledger.LearnedBatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The memories as they would be after the steps of a dry run, as the basis of its next steps. Not thread-safe. */
final class DryRunState {

    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private final Map<String, Set<String>> sources = new HashMap<>();

    void apply(LearnedBatch batch) {
        batch.steps().forEach(step -> {
            memories.put(step.after().id(), step.after());
            Set<String> turns = sources.computeIfAbsent(step.after().id(), id -> new HashSet<>());
            step.sources().stream().map(Citation::turnId).forEach(turns::add);
        });
    }

    ResolutionContext overlay(ResolutionContext context) {
        if (memories.isEmpty()) {
            return context;
        }
        Map<String, Memory> all = new LinkedHashMap<>();
        context.memories().forEach(memory -> all.put(memory.id(), memory));
        all.putAll(memories);
        Map<String, Set<String>> from = new HashMap<>(context.sources());
        sources.forEach((id, turns) -> from.merge(id, turns, (one, other) -> {
            Set<String> both = new HashSet<>(one);
            both.addAll(other);
            return both;
        }));
        return new ResolutionContext(
                context.scope(), java.util.List.copyOf(all.values()), from, context.turns(), context.times());
    }
}
