// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.env.PropertyResolver;

/**
 * The chat model, as configured by the environment.
 *
 * @param model the model
 * @param converses whether the model follows the running conversation; otherwise it only knows what is recalled
 * @param description a message for the user: which model receives the conversation and recalled memory
 */
record ChosenModel(ChatModel model, boolean converses, String description) {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** One retry for transient failures; more would keep a person waiting for the same error. */
    private static final int RETRIES = 1;

    /** The environment variables that configure the model, for the help. */
    static final String ENVIRONMENT =
            "OPENAI_API_KEY (with OPENAI_MODEL, OPENAI_BASE_URL) or OLLAMA_BASE_URL (with OLLAMA_MODEL)";

    static ChosenModel from(PropertyResolver environment) {
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
        return new ChosenModel(
                new OfflineChatModel(),
                false,
                "There is no language model: replies only quote what is remembered. For real answers set " + ENVIRONMENT
                        + ".");
    }

    /** {@return whether the environment configures a language model, which then also extracts facts} */
    static boolean named(PropertyResolver environment) {
        return value(environment, "OPENAI_API_KEY", null) != null
                || value(environment, "OLLAMA_BASE_URL", null) != null;
    }

    private static ChosenModel openAi(String key, @Nullable String url, @Nullable String name) {
        ChatModel model = OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .apiKey(key)
                        .baseUrl(url)
                        .model(name)
                        .timeout(TIMEOUT)
                        .maxRetries(RETRIES)
                        .build())
                .build();
        return new ChosenModel(model, true, "Answers come from " + name + " at " + url + ".");
    }

    /** Returns a variable. An empty one counts as unset, which is how shells unset one for a single command. */
    private static @Nullable String value(PropertyResolver environment, String name, @Nullable String fallback) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }
}
