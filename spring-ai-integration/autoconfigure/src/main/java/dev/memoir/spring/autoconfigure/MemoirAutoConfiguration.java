// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.RetentionPolicy;
import dev.memoir.embed.Embedder;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Redactor;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.learning.LearningSettings;
import dev.memoir.learning.SummarySettings;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.llm.LanguageModel;
import dev.memoir.rerank.Reranker;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScopeResolver;
import dev.memoir.spring.SpringLanguageModel;
import dev.memoir.spring.observe.CaptureConvention;
import dev.memoir.spring.observe.CaptureMeters;
import dev.memoir.spring.observe.DefaultCaptureConvention;
import dev.memoir.spring.observe.DefaultRecallConvention;
import dev.memoir.spring.observe.ObservedLanguageModel;
import dev.memoir.spring.observe.ObservedMemory;
import dev.memoir.spring.observe.ProjectionMeters;
import dev.memoir.spring.observe.RecallConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Opens the memory of {@code memoir.directory} or {@code memoir.datasource} and attaches the advisor to every
 * auto-configured {@code ChatClient} builder. Each bean backs off if the application defines its own. Runs before the
 * auto-configuration of the chat client, whose builder asks for the customizers.
 */
@AutoConfiguration(beforeName = "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass({LongTermMemory.class, ChatClient.class})
@EnableConfigurationProperties({MemoirProperties.class, RetentionProperties.class})
public class MemoirAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @Conditional(MemoryLocationCondition.class)
    LongTermMemory longTermMemory(
            MemoirProperties properties,
            RetentionProperties forgetting,
            ObjectProvider<RetentionPolicy> retention,
            ObjectProvider<LedgerFactory> ledgers,
            ObjectProvider<MemoryIndexFactory> indexes,
            ObjectProvider<DataSource> sources,
            ObjectProvider<MemoirConnectionDetails> addresses,
            ObjectProvider<Embedder> embedders,
            ObjectProvider<EmbeddingModel> models,
            ObjectProvider<LanguageModel> languageModels,
            ObjectProvider<ChatModel> chatModels,
            ObjectProvider<ExtractionSettings> extraction,
            ObjectProvider<LearningSettings> ingestion,
            ObjectProvider<SummarySettings> summaries,
            ObjectProvider<Redactor> redactors,
            ObjectProvider<Reranker> rerankers,
            ObjectProvider<ObservationRegistry> registries,
            ObjectProvider<RecallConvention> recall,
            ObjectProvider<CaptureConvention> capture,
            ObjectProvider<LongTermMemoryBuilderCustomizer> customizers) {
        EmbedderSelector.Chosen embedder = new EmbedderSelector(properties, embedders, models).choose();
        LongTermMemoryBuilder builder = LongTermMemory.builder();
        new MemoryLocation(properties, ledgers, indexes, sources, addresses).configure(builder);
        embedder.embedder().ifPresent(builder::embedder);
        Optional.ofNullable(properties.getZone()).ifPresent(builder::zone);
        ObservationRegistry registry = registries.getIfUnique(() -> ObservationRegistry.NOOP);
        builder.extraction(extraction.getIfUnique(() -> extraction(properties, redactors)));
        builder.learning(ingestion.getIfUnique(() -> ingestion(properties)));
        builder.retention(retention.getIfUnique(forgetting::policy));
        Reranker reranker = rerankers.getIfUnique();
        if (reranker != null) {
            builder.reranker(reranker);
        }
        if (properties.getExtraction().isEnabled()) {
            languageModel(languageModels, chatModels)
                    .map(model -> new ObservedLanguageModel(model, registry))
                    .ifPresent(model -> {
                        builder.languageModel(model);
                        summaries.ifUnique(builder::summaries);
                    });
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return new ObservedMemory(
                LibraryLogLevels.quietly(builder::open),
                registry,
                embedder.kind(),
                recall.getIfAvailable(DefaultRecallConvention::new),
                capture.getIfAvailable(DefaultCaptureConvention::new));
    }

    private static ExtractionSettings extraction(MemoirProperties properties, ObjectProvider<Redactor> redactors) {
        return ExtractionSettings.builder()
                .customInstructions(properties.getExtraction().getInstructions())
                .includes(properties.getExtraction().getIncludes())
                .excludes(properties.getExtraction().getExcludes())
                .redactor(redactors.getIfUnique(Redactor::secrets))
                .build();
    }

    private static LearningSettings ingestion(MemoirProperties properties) {
        Long ceiling = properties.getExtraction().getDailyTokens();
        return ceiling == null
                ? LearningSettings.defaults()
                : LearningSettings.builder().dailyTokens(ceiling).build();
    }

    /**
     * Returns the application's language model, else its chat model if it has exactly one or a primary one; never an
     * advised client.
     */
    private static Optional<LanguageModel> languageModel(
            ObjectProvider<LanguageModel> languageModels, ObjectProvider<ChatModel> chatModels) {
        LanguageModel own = languageModels.getIfUnique();
        return own != null
                ? Optional.of(own)
                : Optional.ofNullable(chatModels.getIfUnique()).map(SpringLanguageModel::new);
    }

    @Bean
    @ConditionalOnMissingBean
    ScopeResolver memoirScopeResolver() {
        return ScopeResolver.fromParameters();
    }

    @Bean
    @ConditionalOnSingleCandidate(LongTermMemory.class)
    @ConditionalOnMissingBean
    LongTermMemoryAdvisor longTermMemoryAdvisor(
            LongTermMemory memory, ScopeResolver scopes, MemoirProperties properties) {
        return LongTermMemoryAdvisor.builder(memory)
                .scopes(scopes)
                .searchOptions(search -> search.limit(properties.getRecall().getLimit())
                        .tokenBudget(properties.getRecall().getTokenBudget())
                        .minRelevance(properties.getRecall().getMinRelevance()))
                .profile(properties.getRecall().getProfileTokens())
                .capture(properties.getCapture().isEnabled())
                .build();
    }

    @Bean
    @ConditionalOnSingleCandidate(LongTermMemory.class)
    @ConditionalOnMissingBean
    ProjectionMeters memoirProjectionMeters(LongTermMemory memory) {
        return new ProjectionMeters(memory);
    }

    @Bean
    @ConditionalOnSingleCandidate(LongTermMemoryAdvisor.class)
    @ConditionalOnMissingBean
    CaptureMeters memoirCaptureMeters(LongTermMemoryAdvisor advisor) {
        return new CaptureMeters(advisor);
    }

    @Bean
    @ConditionalOnSingleCandidate(LongTermMemoryAdvisor.class)
    @ConditionalOnProperty(prefix = MemoirProperties.PREFIX, name = "advisor.attach", matchIfMissing = true)
    ChatClientBuilderCustomizer memoirChatClientBuilderCustomizer(LongTermMemoryAdvisor advisor) {
        return builder -> builder.defaultAdvisors(advisor);
    }
}
