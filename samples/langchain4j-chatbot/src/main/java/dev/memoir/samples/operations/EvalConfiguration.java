// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.SearchRequest;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.langchain4j.model.LangChain4jLanguageModel;
import dev.memoir.llm.LanguageModel;
import dev.memoir.samples.chat.ChosenModel;
import dev.memoir.testing.ReplyFile;
import dev.memoir.testing.evaluation.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code memoir eval} that say which configuration is measured. */
final class EvalConfiguration {

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the configuration in reports.")
    private @Nullable String name;

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            description = "The embedder: " + NamedEmbedder.NAMES + "; minilm by default.")
    private String embedder = NamedEmbedder.MINILM;

    @Option(names = "--extract", description = "Extract facts with the model, and measure with them.")
    private boolean extract;

    @Option(
            names = "--replies",
            paramLabel = "FILE",
            description = "Extract facts with the replies recorded in this file; the model is only asked for the"
                    + " others, which are recorded too.")
    private @Nullable Path replies;

    @Option(
            names = "--instructions",
            paramLabel = "FILE",
            description = "Additional instructions for the extraction of facts.")
    private @Nullable Path instructions;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The hits of a search; " + SearchRequest.DEFAULT_LIMIT + " by default.")
    private int limit = SearchRequest.DEFAULT_LIMIT;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "The token budget of a context; " + SearchRequest.DEFAULT_TOKEN_BUDGET + " by default.")
    private int tokens = SearchRequest.DEFAULT_TOKEN_BUDGET;

    @Option(
            names = "--min-relevance",
            paramLabel = "P",
            description = "The minimum relevance of a context; " + SearchRequest.DEFAULT_MIN_RELEVANCE + " by default.")
    private double minRelevance = SearchRequest.DEFAULT_MIN_RELEVANCE;

    Embedder embedder(Map<String, String> environment) {
        return NamedEmbedder.load(embedder, environment);
    }

    Evaluation.Builder apply(Evaluation.Builder evaluation, Map<String, String> environment) throws IOException {
        if (instructions != null) {
            evaluation.setting("instructions", String.valueOf(instructions.getFileName()));
        }
        return evaluation
                .name(name == null ? embedder : name)
                .languageModel(extractor(environment))
                .search(request -> request.limit(limit).tokenBudget(tokens).minRelevance(minRelevance));
    }

    LongTermMemoryBuilder apply(LongTermMemoryBuilder memory) {
        return instructions == null
                ? memory
                : memory.extraction(ExtractionSettings.builder()
                        .customInstructions(text(instructions))
                        .build());
    }

    private @Nullable LanguageModel extractor(Map<String, String> environment) throws IOException {
        if (replies != null) {
            ChosenModel chosen = ChosenModel.from(environment);
            return ReplyFile.open(replies, chosen.converses() ? new LangChain4jLanguageModel(chosen.model()) : null);
        }
        return extract ? model(environment) : null;
    }

    /** {@return the configured model} */
    static LanguageModel model(Map<String, String> environment) {
        ChosenModel chosen = ChosenModel.from(environment);
        if (!chosen.converses()) {
            throw new InvalidInputException("There is no language model. Set " + ChosenModel.ENVIRONMENT + ".");
        }
        return new LangChain4jLanguageModel(chosen.model());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "The file " + file + " cannot be read (" + e.getClass().getSimpleName()
                            + "). Give the path of a text file in UTF-8.",
                    e);
        }
    }
}
