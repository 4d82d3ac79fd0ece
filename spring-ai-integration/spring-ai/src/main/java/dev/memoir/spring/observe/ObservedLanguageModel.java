// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import dev.memoir.llm.LanguageModel;
import dev.memoir.spring.observe.MemoryObservation.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of a language model as {@code memoir.extraction}, with the outcome {@code answered} or
 * {@code failed}, and without any text of prompt or reply. Thread-safe.
 */
public final class ObservedLanguageModel implements LanguageModel {

    private final LanguageModel model;
    private final ObservationRegistry registry;

    /**
     * Creates an observed model.
     *
     * @param model the model to observe
     * @param registry the registry of the observations
     */
    public ObservedLanguageModel(LanguageModel model, ObservationRegistry registry) {
        this.model = model;
        this.registry = registry;
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public String complete(List<Message> messages, @Nullable String jsonSchema) {
        Observation observation = Observation.createNotStarted("memoir.extraction", registry)
                .contextualName("memory extraction")
                .lowCardinalityKeyValue(Tag.OUTCOME.withValue("failed"));
        return observation.observe(() -> {
            String reply = model.complete(messages, jsonSchema);
            observation.lowCardinalityKeyValue(Tag.OUTCOME.withValue("answered"));
            return reply;
        });
    }
}
