// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.internal.learning.FactQuery;
import dev.memoir.internal.learning.LearningContext;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the learning pipeline access to the engine. Thread-safe. */
final class EngineLearningContext implements LearningContext {

    /** Known facts per text: a changed fact is nearly always among the first, and each costs tokens in the prompt. */
    private static final int PER_TEXT = 5;

    /**
     * Hits that are examined for them: facts of narrower scopes are found too, but this scope cannot change them. Its
     * own facts are hidden only if this number of others are nearer.
     */
    private static final int EXAMINED = 5 * PER_TEXT;

    /** The maximum number of known facts. */
    private static final int MAX_KNOWN = 20;

    private final IndexHolder holder;
    private final ZoneId zone;
    private final @Nullable FaultTolerantEmbedder fixedEmbedder;

    EngineLearningContext(IndexHolder holder, ZoneId zone) {
        this(holder, zone, null);
    }

    private EngineLearningContext(IndexHolder holder, ZoneId zone, @Nullable FaultTolerantEmbedder fixedEmbedder) {
        this.holder = holder;
        this.zone = zone;
        this.fixedEmbedder = fixedEmbedder;
    }

    @Override
    public EngineLearningContext withFixedEmbedder() {
        return new EngineLearningContext(holder, zone, embedding());
    }

    private FaultTolerantEmbedder embedding() {
        return fixedEmbedder == null ? holder.current().embedding() : fixedEmbedder;
    }

    @Override
    public List<Memory> nearest(Scope scope, Collection<String> texts) {
        Map<String, Memory> near = new LinkedHashMap<>();
        for (String text : texts) {
            SearchRequest request = SearchRequest.builder(scope, text)
                    .types(ItemType.MEMORY)
                    .kinds(MemoryKind.FACT, MemoryKind.PREFERENCE, MemoryKind.EVENT)
                    .limit(EXAMINED)
                    .tokenBudget(0)
                    .build();
            holder.use(runtime -> runtime.searching().searchAll(request)).hits().stream()
                    .map(hit -> (Memory) hit.item())
                    .filter(memory -> memory.scope().equals(scope))
                    .limit(PER_TEXT)
                    .forEach(memory -> near.putIfAbsent(memory.id(), memory));
        }
        return near.values().stream().limit(MAX_KNOWN).toList();
    }

    @Override
    public List<Memory> facts(Scope scope, List<FactQuery> queries) {
        return holder.use(runtime -> runtime.searching().facts(scope, queries)).stream()
                .filter(memory -> memory.scope().equals(scope))
                .toList();
    }

    @Override
    public List<StoredTurn> turnsNear(Scope scope, Collection<String> texts) {
        Map<String, StoredTurn> near = new LinkedHashMap<>();
        for (String text : texts) {
            SearchRequest request = SearchRequest.builder(scope, text)
                    .types(ItemType.TURN)
                    .limit(EXAMINED)
                    .tokenBudget(0)
                    .build();
            holder.use(runtime -> runtime.searching().search(request)).hits().stream()
                    .map(hit -> (StoredTurn) hit.item())
                    .filter(turn -> turn.scope().equals(scope))
                    .forEach(turn -> near.putIfAbsent(turn.id(), turn));
        }
        return List.copyOf(near.values());
    }

    @Override
    public List<float @Nullable []> vectors(List<String> texts) {
        return embedding().tryTexts(texts);
    }

    @Override
    public double similarity(float[] one, float[] other) {
        return embedding().similarity(one, other);
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public String embedderId() {
        return embedding().id();
    }

    @Override
    public void updateIndex() {
        holder.use(runtime -> runtime.projection().catchUp());
    }
}
