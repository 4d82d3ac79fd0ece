package dev.memoir.engine;

import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.ingest.FactQuery;
import dev.memoir.ingest.LearningContext;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the learning pipeline access to the engine. Thread-safe. */
final class EngineLearningContext implements LearningContext {

    /** Known facts per text: a changed fact is nearly always among the first, and each costs tokens in the prompt. */
    private static final int FOR_EACH = 5;

    /**
     * Hits that are examined for them: facts of narrower scopes are found too, but this scope cannot change them. Its
     * own facts are hidden only if this number of others are nearer.
     */
    private static final int LOOKED_THROUGH = 5 * FOR_EACH;

    /** The maximum number of known facts. */
    private static final int AT_MOST = 20;

    private final IndexHolder served;
    private final ZoneId zone;
    private final @Nullable FaultTolerantEmbedder steady;

    EngineLearningContext(IndexHolder served, ZoneId zone) {
        this(served, zone, null);
    }

    private EngineLearningContext(IndexHolder served, ZoneId zone, @Nullable FaultTolerantEmbedder steady) {
        this.served = served;
        this.zone = zone;
        this.steady = steady;
    }

    @Override
    public EngineLearningContext withFixedEmbedder() {
        return new EngineLearningContext(served, zone, embedding());
    }

    private FaultTolerantEmbedder embedding() {
        return steady == null ? served.current().embedding() : steady;
    }

    @Override
    public List<Memory> nearest(Scope scope, Collection<String> texts) {
        Map<String, Memory> near = new LinkedHashMap<>();
        for (String text : texts) {
            SearchRequest request = SearchRequest.builder(scope, text)
                    .types(ItemType.MEMORY)
                    .kinds(MemoryKind.FACT, MemoryKind.PREFERENCE, MemoryKind.EVENT)
                    .limit(LOOKED_THROUGH)
                    .tokenBudget(0)
                    .build();
            served.use(serving -> serving.searching().searchAll(request)).hits().stream()
                    .map(hit -> (Memory) hit.item())
                    .filter(memory -> memory.scope().equals(scope))
                    .limit(FOR_EACH)
                    .forEach(memory -> near.putIfAbsent(memory.id(), memory));
        }
        return near.values().stream().limit(AT_MOST).toList();
    }

    @Override
    public List<Memory> facts(Scope scope, List<FactQuery> queries) {
        return served.use(serving -> serving.searching().facts(scope, queries)).stream()
                .filter(memory -> memory.scope().equals(scope))
                .toList();
    }

    @Override
    public List<StoredTurn> turnsNear(Scope scope, Collection<String> texts) {
        Map<String, StoredTurn> near = new LinkedHashMap<>();
        for (String text : texts) {
            SearchRequest request = SearchRequest.builder(scope, text)
                    .types(ItemType.TURN)
                    .limit(LOOKED_THROUGH)
                    .tokenBudget(0)
                    .build();
            served.use(serving -> serving.searching().search(request)).hits().stream()
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
        served.use(serving -> serving.projection().catchUp());
    }
}
