// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.internal.resolve.TextSimilarity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures similarity by embeddings, and embeds each text only once. Not thread-safe. */
final class EmbeddingSimilarity implements TextSimilarity {

    private final LearningContext memory;
    private final Map<String, float @Nullable []> vectors = new HashMap<>();

    EmbeddingSimilarity(LearningContext memory) {
        this.memory = memory;
    }

    /** Embeds texts together, which is cheaper than one at a time. */
    void embed(List<String> texts) {
        List<String> fresh = texts.stream()
                .distinct()
                .filter(text -> !vectors.containsKey(text))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<float @Nullable []> made = memory.vectors(fresh);
        for (int i = 0; i < fresh.size(); i++) {
            vectors.put(fresh.get(i), made.get(i));
        }
    }

    float @Nullable [] vector(String text) {
        embed(List.of(text));
        return vectors.get(text);
    }

    @Override
    public double between(String one, String other) {
        float[] a = vector(one);
        float[] b = vector(other);
        return a == null || b == null ? 0 : memory.similarity(a, b);
    }
}
