// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.langchain4j.model.LangChain4jLanguageModel;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chat model, as configured by the environment.
 *
 * @param model the model, which answers and extracts facts
 * @param converses whether the model follows the running conversation; otherwise it only knows what is recalled
 * @param description a message for the user: which model receives the conversation and recalled memory
 */
public record ChosenModel(ChatModel model, boolean converses, String description) {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** One retry for transient failures; more would keep a person waiting for the same error. */
    private static final int RETRIES = 1;

    /** The environment variables that configure the model, for the help. */
    public static final String ENVIRONMENT =
            "OPENAI_API_KEY (with OPENAI_MODEL, OPENAI_BASE_URL) or OLLAMA_BASE_URL (with OLLAMA_MODEL)";

    /** {@return the builder with the model for fact extraction, if there is one} */
    LongTermMemoryBuilder learning(LongTermMemoryBuilder builder) {
        return converses ? builder.languageModel(new LangChain4jLanguageModel(model)) : builder;
    }

    /**
     * {@return the model that the environment chooses}
     *
     * @param environment the environment variables
     */
    public static ChosenModel from(Map<String, String> environment) {
        String key = value(environment, "OPENAI_API_KEY", null);
        if (key != null) {
            return openAi(key, environment);
        }
        String ollama = value(environment, "OLLAMA_BASE_URL", null);
        if (ollama != null) {
            String name = value(environment, "OLLAMA_MODEL", "llama3.2");
            ChatModel model = OllamaChatModel.builder()
                    .baseUrl(ollama)
                    .modelName(name)
                    .timeout(TIMEOUT)
                    .maxRetries(RETRIES)
                    .build();
            return new ChosenModel(model, true, "Answers come from " + name + " at " + ollama + ".");
        }
        return new ChosenModel(
                new OfflineChatModel(),
                false,
                "There is no language model: replies only quote what is remembered. For real answers set " + ENVIRONMENT
                        + ".");
    }

    private static ChosenModel openAi(String key, Map<String, String> environment) {
        String name = value(environment, "OPENAI_MODEL", "gpt-4o-mini");
        String url = value(environment, "OPENAI_BASE_URL", "https://api.openai.com/v1");
        ChatModel model = OpenAiChatModel.builder()
                .apiKey(key)
                .baseUrl(url)
                .modelName(name)
                .timeout(TIMEOUT)
                .maxRetries(RETRIES)
                .build();
        return new ChosenModel(model, true, "Answers come from " + name + " at " + url + ".");
    }

    /** Returns a variable. An empty one counts as unset, which is how shells unset one for a single command. */
    private static @Nullable String value(Map<String, String> environment, String name, @Nullable String fallback) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }
}
