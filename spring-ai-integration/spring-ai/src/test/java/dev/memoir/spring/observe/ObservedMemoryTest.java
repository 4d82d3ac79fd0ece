// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.observe;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryClosedException;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScriptedEmbeddings;
import dev.memoir.spring.ScriptedModel;
import dev.memoir.spring.SpringEmbedder;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;

class ObservedMemoryTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final ScriptedModel model = ScriptedModel.says("In Lisbon.");

    @TempDir
    private Path directory;

    private LongTermMemory memory;

    @BeforeEach
    void open() {
        memory = new ObservedMemory(
                LongTermMemory.builder()
                        .directory(directory)
                        .embedder(SpringEmbedder.of(new ScriptedEmbeddings()))
                        .open(),
                registry,
                "model");
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void a_search_is_observed_with_its_outcome_and_counts() {
        memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
        memory.search(ZOE, "Where does my sister live?");
        assertThat(registry)
                .hasObservationWithNameEqualTo("memoir.recall")
                .that()
                .hasContextualNameEqualTo("memory recall")
                .hasLowCardinalityKeyValue("memoir.outcome", "found")
                .hasLowCardinalityKeyValue("memoir.embedder", "model")
                .hasHighCardinalityKeyValue("memoir.hits", "1")
                .hasHighCardinalityKeyValueWithKey("memoir.context.tokens")
                .hasBeenStopped();
    }

    @Test
    void a_search_without_hits_is_distinguished_from_one_with_hits() {
        memory.search(ZOE, "Where does my sister live?");
        assertThat(registry)
                .hasObservationWithNameEqualTo("memoir.recall")
                .that()
                .hasLowCardinalityKeyValue("memoir.outcome", "empty");
    }

    @Test
    void a_write_is_observed_with_its_outcome_and_count() {
        memory.add(ZOE, Turn.user("My sister moved to Lisbon."), Turn.assistant("Nice."));
        assertThat(registry)
                .hasObservationWithNameEqualTo("memoir.capture")
                .that()
                .hasContextualNameEqualTo("memory capture")
                .hasLowCardinalityKeyValue("memoir.outcome", "stored")
                .hasHighCardinalityKeyValue("memoir.turns", "2")
                .hasBeenStopped();
    }

    @Test
    void what_fails_is_observed_and_thrown() {
        memory.close();
        assertThatThrownBy(() -> memory.search(ZOE, "Where?")).isInstanceOf(MemoryClosedException.class);
        assertThatThrownBy(() -> memory.add(ZOE, Turn.user("Here."))).isInstanceOf(MemoryClosedException.class);
        for (String name : new String[] {"memoir.recall", "memoir.capture"}) {
            assertThat(registry)
                    .hasObservationWithNameEqualTo(name)
                    .that()
                    .hasLowCardinalityKeyValue("memoir.outcome", "failed")
                    .assertThatError()
                    .isInstanceOf(MemoryClosedException.class);
        }
    }

    @Test
    void names_and_tags_can_be_ones_own() {
        LongTermMemory mine = new ObservedMemory(
                memory,
                registry,
                "model",
                new DefaultRecallConvention() {
                    @Override
                    public String getName() {
                        return "mine";
                    }

                    @Override
                    public KeyValues getLowCardinalityKeyValues(RecallContext context) {
                        return super.getLowCardinalityKeyValues(context).and("team", "chat");
                    }
                },
                new DefaultCaptureConvention());
        mine.search(ZOE, "Where?");
        assertThat(registry)
                .hasObservationWithNameEqualTo("mine")
                .that()
                .hasLowCardinalityKeyValue("team", "chat")
                .hasLowCardinalityKeyValue("memoir.outcome", "empty");
    }

    @Test
    void a_calls_recall_and_both_its_captures_belong_to_the_observation_around_them() {
        client().prompt("Where does my sister live?")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        memory.close();
        underTheAdvisor();
    }

    @Test
    void a_streams_recall_and_both_its_captures_belong_to_the_observation_around_them() {
        client()
                .prompt("Where does my sister live?")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .stream()
                .content()
                .blockLast();
        memory.close();
        underTheAdvisor();
    }

    @Test
    void a_turns_recall_that_takes_too_long_has_failed_even_if_its_search_ends_well_later() throws Exception {
        memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        LongTermMemory late = new ObservedMemory(
                (LongTermMemory) Proxy.newProxyInstance(
                        LongTermMemory.class.getClassLoader(),
                        new Class<?>[] {LongTermMemory.class},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            case "search" -> {
                                held.await();
                                Object result = method.invoke(memory, arguments);
                                found.countDown();
                                yield result;
                            }
                            default -> method.invoke(memory, arguments);
                        }),
                registry,
                "slow");
        ChatClient.builder(model, registry, null, null)
                .defaultAdvisors(LongTermMemoryAdvisor.builder(late)
                        .timeout(Duration.ofMillis(200))
                        .build())
                .build()
                .prompt("Where does my sister live?")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        held.countDown();
        assertThat(found.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registry)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context instanceof RecallContext recall
                                && recall.embedder().equals("slow"))
                        .singleElement()
                        .satisfies(context -> {
                            assertThat(context.getError()).isInstanceOf(TimeoutException.class);
                            assertThat(context.getLowCardinalityKeyValue("memoir.outcome")
                                            .getValue())
                                    .isEqualTo("failed");
                            assertThat(((RecallContext) context).result()).isNull();
                        }));
    }

    @Test
    void no_word_and_no_name_is_in_any_tag() {
        client().prompt("My secret is rosebud.")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        memory.search(ZOE, "rosebud?");
        memory.close();
        assertThat(registry).hasNumberOfObservationsWithNameEqualTo("memoir.recall", 2);
        assertThat(registry)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context instanceof RecallContext || context instanceof CaptureContext)
                        .hasSize(4)
                        .allSatisfy(context -> assertThat(context + " " + context.getAllKeyValues())
                                .doesNotContainIgnoringCase("rosebud")
                                .doesNotContainIgnoringCase("Lisbon")
                                .doesNotContain("zoe")));
    }

    @Test
    void the_advisors_writing_is_measured() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        LongTermMemoryAdvisor advisor = LongTermMemoryAdvisor.builder(memory).build();
        new CaptureMeters(advisor).bindTo(meters);
        memory.close();
        ChatClient.builder(model)
                .defaultAdvisors(advisor)
                .build()
                .prompt("I am Zoe.")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        assertThat(meters.get("memoir.capture.lost").functionCounter().count()).isEqualTo(2);
        assertThat(meters.get("memoir.capture.waiting").gauge().value()).isZero();
    }

    private ChatClient client() {
        return ChatClient.builder(model, registry, null, null)
                .defaultAdvisors(LongTermMemoryAdvisor.builder(memory).build())
                .build();
    }

    private void underTheAdvisor() {
        assertThat(registry).hasNumberOfObservationsWithNameEqualTo("memoir.capture", 2);
        assertThat(registry)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .filteredOn(context -> context instanceof RecallContext || context instanceof CaptureContext)
                        .hasSize(3)
                        .allSatisfy(context -> assertThat(context.getParentObservation())
                                .isNotNull()
                                .extracting(parent -> ((Observation.Context) parent.getContextView()).getName())
                                .isEqualTo("spring.ai.advisor")));
    }
}
