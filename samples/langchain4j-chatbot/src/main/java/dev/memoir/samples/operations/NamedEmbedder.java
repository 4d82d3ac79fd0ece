// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.memoir.InvalidInputException;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.langchain4j.model.LangChain4jEmbedder;
import java.util.Map;

/** Loads embedders by their names on the command line. */
final class NamedEmbedder {

    static final String MINILM = "minilm";

    static final String NAMES =
            "minilm, or openai:MODEL with OPENAI_API_KEY (and OPENAI_BASE_URL for any compatible server)";

    private static final String OPENAI = "openai:";

    private NamedEmbedder() {}

    /** Checks that there is an embedder of this name, without loading it. */
    static void check(String name, Map<String, String> environment) {
        boolean openAi = name.startsWith(OPENAI)
                && name.length() > OPENAI.length()
                && !environment.getOrDefault("OPENAI_API_KEY", "").isBlank();
        if (!name.equals(MINILM) && !openAi) {
            throw new InvalidInputException("There is no embedder '" + name + "'. Use " + NAMES + ".");
        }
    }

    static Embedder load(String name, Map<String, String> environment) {
        check(name, environment);
        if (name.equals(MINILM)) {
            return MiniLmEmbedder.load();
        }
        String url = environment.getOrDefault("OPENAI_BASE_URL", "");
        return LangChain4jEmbedder.of(OpenAiEmbeddingModel.builder()
                .apiKey(environment.get("OPENAI_API_KEY"))
                .baseUrl(url.isBlank() ? "https://api.openai.com/v1" : url)
                .modelName(name.substring(OPENAI.length()))
                .build());
    }
}
