// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScopeResolver;
import dev.memoir.spring.ScriptedEmbeddings;
import dev.memoir.spring.ScriptedModel;
import dev.memoir.spring.SpringEmbedder;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** Every auto-configuration of the class path at once: Boot's, Spring AI's with the OpenAI starter, Memoir's. */
@ExtendWith(OutputCaptureExtension.class)
class WholeApplicationTest {

    private static final String[] OPENAI_OFF = Stream.of(
                    "chat", "embedding", "image", "audio.speech", "audio.transcription", "moderation")
            .map(model -> "spring.ai.model." + model + "=none")
            .toArray(String[]::new);

    private final ScriptedModel model = ScriptedModel.says("In Lisbon, rosebud.");

    @TempDir
    private Path directory;

    @Test
    void the_advisor_is_in_every_builder_whatever_else_is_configured() {
        application().run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(LongTermMemory.class);
            ask(context.getBean(ChatClient.Builder.class), "My sister moved to Lisbon.");
            ask(context.getBean(ChatClient.Builder.class), "Where does my sister live?");
            assertThat(lastSystem()).contains("My sister moved to Lisbon.");
        });
    }

    @Test
    void the_actuator_knows_the_memory() {
        application()
                .withPropertyValues("management.endpoints.web.exposure.include=memoir")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("memoirHealthIndicator")
                        .hasSingleBean(MemoirEndpoint.class));
    }

    @Test
    void the_openai_starter_alone_with_a_directory_starts_and_its_embedding_model_is_asked() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "memoir.directory=" + directory,
                        "spring.ai.openai.api-key=none",
                        "spring.ai.openai.base-url=http://127.0.0.1:1/v1",
                        "spring.ai.openai.max-retries=0",
                        "memoir.embedding-model.id=openai",
                        "memoir.embedding-model.dimension=1536")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(EmbeddingModel.class);
                    assertThat(context.getBean(LongTermMemory.class).status().embedderId())
                            .isEqualTo("openai");
                });
    }

    @Test
    void every_bean_gives_way_to_the_applications_own() {
        LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(SpringEmbedder.of(new ScriptedEmbeddings()))
                .open();
        ScopeResolver scopes = context -> Optional.of(Scope.user("tom"));
        LongTermMemoryAdvisor advisor =
                LongTermMemoryAdvisor.builder(memory).scopes(scopes).build();
        application()
                .withBean(LongTermMemory.class, () -> memory)
                .withBean(ScopeResolver.class, () -> scopes)
                .withBean(LongTermMemoryAdvisor.class, () -> advisor)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(LongTermMemory.class)).isSameAs(memory);
                    assertThat(context.getBean(ScopeResolver.class)).isSameAs(scopes);
                    assertThat(context.getBean(LongTermMemoryAdvisor.class)).isSameAs(advisor);
                    ask(context.getBean(ChatClient.Builder.class), "I am Tom.");
                    advisor.close();
                    assertThat(memory.stats(Scope.user("tom")).turns()).isEqualTo(2);
                });
    }

    @Test
    void two_memories_of_the_applications_own_are_attached_to_nothing_by_themselves() {
        application()
                .withBean("one", LongTermMemory.class, () -> memory("one"))
                .withBean("two", LongTermMemory.class, () -> memory("two"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LongTermMemoryAdvisor.class));
    }

    @Test
    void closing_the_context_writes_what_was_said_and_ends_every_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        application()
                .withPropertyValues("memoir.embedder=minilm")
                .withPropertyValues(OPENAI_OFF)
                .run(context -> {
                    ask(context.getBean(ChatClient.Builder.class), "My sister moved to Lisbon.");
                    assertThat(begunSince(before)).anyMatch(name -> name.startsWith("memoir-"));
                });
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(begunSince(before)).isEmpty());
        try (LongTermMemory memory = memory("")) {
            assertThat(memory.stats(Scope.user("zoe")).turns()).isEqualTo(2);
        }
    }

    @Test
    void no_word_is_in_the_log_or_in_any_tag(CapturedOutput output) {
        TestObservationRegistry observations = TestObservationRegistry.create();
        application().withBean(ObservationRegistry.class, () -> observations).run(context -> {
            ask(context.getBean(ChatClient.Builder.class), "The word is rosebud.");
            ask(context.getBean(ChatClient.Builder.class), "What is the word? rosebud?");
            context.getBean(LongTermMemory.class).close();
            ask(context.getBean(ChatClient.Builder.class), "rosebud, after the memory failed");
        });
        assertThat(lastSystem()).doesNotContain("rosebud");
        assertThat(output).doesNotContain("rosebud").contains("Memory could not be searched");
        TestObservationRegistryAssert.assertThat(observations)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context.getName().startsWith("memoir."))
                        .hasSizeGreaterThan(4)
                        .allSatisfy(context -> assertThat(context + " " + context.getAllKeyValues())
                                .doesNotContain("rosebud")
                                .doesNotContain("zoe")));
    }

    /** The threads, without those that a JVM keeps permanently. */
    private static List<String> begunSince(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool.commonPool")
                        && !name.equals("CompletableFutureDelayScheduler")
                        && !name.equals("JNA Cleaner"))
                .toList();
    }

    private LongTermMemory memory(String name) {
        return LongTermMemory.builder()
                .directory(directory.resolve(name))
                .embedder(SpringEmbedder.of(new ScriptedEmbeddings()))
                .open();
    }

    private String lastSystem() {
        return model.prompts.get(model.prompts.size() - 1).getSystemMessage().getText();
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withBean("model", ChatModel.class, () -> model, bean -> bean.setPrimary(true))
                .withBean("words", EmbeddingModel.class, ScriptedEmbeddings::new, bean -> bean.setPrimary(true))
                .withPropertyValues("memoir.directory=" + directory, "spring.ai.openai.api-key=none");
    }

    private static void ask(ChatClient.Builder builder, String question) {
        builder.build()
                .prompt(question)
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
