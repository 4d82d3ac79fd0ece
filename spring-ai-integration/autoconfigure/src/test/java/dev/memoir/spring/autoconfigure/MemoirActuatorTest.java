// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.IndexFailure;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.lucene.LuceneIndex;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScriptedEmbeddings;
import dev.memoir.spring.ScriptedModel;
import dev.memoir.spring.observe.CaptureMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class MemoirActuatorTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=*";

    @TempDir
    private Path directory;

    @Test
    void a_memory_is_up_while_its_ledger_can_be_read() {
        configured().run(context -> {
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
            Health up = health(context.getBean("memoirHealthIndicator", HealthIndicator.class));
            assertThat(up.getStatus()).isEqualTo(Status.UP);
            assertThat(up.getDetails())
                    .containsEntry("turns", 1L)
                    .containsEntry("lag", 0L)
                    .containsKey("pending");

            memory.close();
            Health down = health(context.getBean("memoirHealthIndicator", HealthIndicator.class));
            assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_memory_whose_index_cannot_be_written_is_not_up_and_says_why_until_it_can(boolean permanent) {
        AtomicReference<MemoryIndexException> failure = new AtomicReference<>();
        configured()
                .withPropertyValues(EXPOSED)
                .withBean(
                        MemoryIndexFactory.class,
                        () -> dimension -> failing(LuceneIndex.open(directory.resolve("own"), dimension), failure))
                .run(context -> {
                    HealthIndicator indicator = context.getBean("memoirHealthIndicator", HealthIndicator.class);
                    assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
                    failure.set(
                            permanent
                                    ? new MemoryIndexIncompatibleException("the shelf is closed; open it", null)
                                    : new MemoryIndexException("the shelf is full; wait"));
                    context.getBean(LongTermMemory.class)
                            .add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
                    assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(indicator).getDetails())
                            .containsEntry("index", failure.get().getMessage())
                            .containsEntry("permanent", permanent)
                            .containsEntry("turns", 1L)
                            .containsEntry("lag", 1L);
                    assertThat(context.getBean(MemoirEndpoint.class).memory().index())
                            .isEqualTo(new IndexFailure(failure.get().getMessage(), permanent));
                    failure.set(null);
                    await().until(() -> health(indicator).getStatus().equals(Status.UP));
                });
    }

    private static MemoryIndex failing(MemoryIndex index, AtomicReference<MemoryIndexException> failure) {
        return (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(), new Class<?>[] {MemoryIndex.class}, (proxy, method, arguments) -> {
                    MemoryIndexException told = failure.get();
                    if (told != null && method.getName().equals("apply")) {
                        throw told;
                    }
                    try {
                        return method.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void the_health_indicator_can_be_left_out() {
        configured()
                .withPropertyValues("management.health.memoir.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("memoirHealthIndicator"));
    }

    @Test
    void without_a_memory_there_is_nothing_to_show() {
        application()
                .withPropertyValues(EXPOSED)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("memoirHealthIndicator")
                        .doesNotHaveBean(MemoirEndpoint.class)
                        .doesNotHaveBean(CaptureMeters.class));
    }

    @Test
    void the_endpoint_counts_and_says_no_word() {
        configured().withPropertyValues(EXPOSED).run(context -> {
            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("My sister moved to Lisbon.")
                    .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                    .call()
                    .content();
            context.getBean(LongTermMemoryAdvisor.class).close();
            MemoirEndpoint.Description description =
                    context.getBean(MemoirEndpoint.class).memory();
            assertThat(description.turns()).isEqualTo(2);
            assertThat(description.embedder()).isEqualTo("spring-ai/words-64/64");
            assertThat(description.capture()).isEqualTo(new MemoirEndpoint.Capture(0, 0));
            String json = JsonMapper.shared().writeValueAsString(description);
            assertThat(json)
                    .contains("\"turns\":2", "\"memories\":", "\"pending\":", "\"lag\":0")
                    .doesNotContain("Lisbon", "zoe");
            assertThat(MemoirEndpoint.class.getAnnotation(Endpoint.class).id()).isEqualTo("memoir");
        });
    }

    @Test
    void the_endpoint_is_there_only_where_it_is_exposed() {
        configured().run(context -> assertThat(context).doesNotHaveBean(MemoirEndpoint.class));
    }

    @Test
    void an_application_without_the_actuator_has_its_memory_all_the_same() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(MemoirAutoConfiguration.class, MemoirActuatorAutoConfiguration.class))
                .withBean(EmbeddingModel.class, ScriptedEmbeddings::new)
                .withPropertyValues("memoir.directory=" + directory, EXPOSED)
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(LongTermMemory.class)
                        .doesNotHaveBean("memoirHealthIndicator")
                        .doesNotHaveBean("memoirEndpoint"));
    }

    @Test
    void recall_and_capture_are_timed_and_the_queue_is_measured() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        ObservationAutoConfiguration.class,
                        org.springframework.boot.micrometer.metrics.autoconfigure
                                .CompositeMeterRegistryAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        MemoirAutoConfiguration.class))
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(ChatModel.class, () -> ScriptedModel.says("Nice."))
                .withBean(EmbeddingModel.class, ScriptedEmbeddings::new)
                .withPropertyValues("memoir.directory=" + directory)
                .run(context -> {
                    context.getBean(ChatClient.Builder.class)
                            .build()
                            .prompt("My sister moved to Lisbon.")
                            .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                            .call()
                            .content();
                    context.getBean(LongTermMemoryAdvisor.class).close();
                    MeterRegistry meters = context.getBean(MeterRegistry.class);
                    assertThat(meters.get("memoir.recall")
                                    .tag("memoir.outcome", "empty")
                                    .tag("memoir.embedder", "model")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                    assertThat(meters.get("memoir.capture")
                                    .tag("memoir.outcome", "stored")
                                    .timer()
                                    .count())
                            .isEqualTo(2);
                    assertThat(meters.get("memoir.capture.waiting").gauge().value())
                            .isZero();
                    assertThat(meters.get("memoir.capture.lost")
                                    .functionCounter()
                                    .count())
                            .isZero();
                });
    }

    private static Health health(HealthIndicator indicator) {
        Health health = indicator.health();
        assertThat(health).isNotNull();
        return health;
    }

    private ApplicationContextRunner configured() {
        return application().withPropertyValues("memoir.directory=" + directory);
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ChatClientAutoConfiguration.class,
                        MemoirAutoConfiguration.class,
                        MemoirActuatorAutoConfiguration.class,
                        EndpointAutoConfiguration.class,
                        HealthContributorAutoConfiguration.class))
                .withBean(ChatModel.class, () -> ScriptedModel.says("Nice."))
                .withBean(EmbeddingModel.class, ScriptedEmbeddings::new);
    }
}
