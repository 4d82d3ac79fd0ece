// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.model;

import dev.memoir.llm.LanguageModel;
import dev.memoir.spring.SpringLanguageModel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.env.PropertyResolver;

/**
 * The language model that extracts facts, as configured by the environment.
 *
 * @param model the model; null without one
 * @param name the name of the model; null without one
 * @param description which model reads what is added, for the operator
 */
public record ConfiguredModel(
        @Nullable LanguageModel model, @Nullable String name, String description) {

    /** The environment variables that configure the model, for the help. */
    public static final String ENVIRONMENT =
            "OPENAI_API_KEY (with OPENAI_MODEL, OPENAI_BASE_URL) or OLLAMA_BASE_URL (with OLLAMA_MODEL)";

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** The learning pipeline retries by itself, later. */
    private static final int RETRIES = 0;

    /**
     * {@return the model of the environment}
     *
     * @param environment the environment
     */
    public static ConfiguredModel from(PropertyResolver environment) {
        String key = value(environment, "OPENAI_API_KEY", null);
        if (key != null) {
            return openAi(
                    key,
                    value(environment, "OPENAI_BASE_URL", "https://api.openai.com/v1"),
                    value(environment, "OPENAI_MODEL", "gpt-4o-mini"));
        }
        String ollama = value(environment, "OLLAMA_BASE_URL", null);
        if (ollama != null) {
            // Ollama supports OpenAI's protocol below /v1, and requires any key.
            return openAi(
                    "ollama", ollama.replaceAll("/+$", "") + "/v1", value(environment, "OLLAMA_MODEL", "llama3.2"));
        }
        return new ConfiguredModel(
                null, null, "There is no language model: no facts are extracted from turns. Set " + ENVIRONMENT + ".");
    }

    private static ConfiguredModel openAi(String key, @Nullable String url, @Nullable String name) {
        LanguageModel model = new SpringLanguageModel(OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .apiKey(key)
                        .baseUrl(url)
                        .model(name)
                        .timeout(TIMEOUT)
                        .maxRetries(RETRIES)
                        .build())
                .build());
        return new ConfiguredModel(model, name, "Facts are extracted by " + name + " at " + url + ".");
    }

    /** Returns a variable. An empty one counts as unset, which is how shells unset one for a single command. */
    private static @Nullable String value(PropertyResolver environment, String name, @Nullable String fallback) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }
}
