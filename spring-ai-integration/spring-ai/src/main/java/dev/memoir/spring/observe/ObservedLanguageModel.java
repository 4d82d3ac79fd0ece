package dev.memoir.spring.observe;

import dev.memoir.llm.LanguageModel;
import dev.memoir.spring.observe.MemoryObservation.Tag;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A language model whose calls for facts are observed as {@code memoir.extraction}, with the outcome {@code answered} or
 * {@code failed}, and without a word of prompt or reply. Thread-safe.
 */
public final class ObservedLanguageModel implements LanguageModel {

    private final LanguageModel model;
    private final ObservationRegistry registry;

    /**
     * @param model what to observe
     * @param registry where observations go
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
