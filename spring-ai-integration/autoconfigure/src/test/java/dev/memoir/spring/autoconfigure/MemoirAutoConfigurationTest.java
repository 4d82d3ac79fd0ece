// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.rerank.Reranker;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScopeResolver;
import dev.memoir.spring.ScriptedModel;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class MemoirAutoConfigurationTest {

    private final ScriptedModel model = ScriptedModel.says("In Lisbon.");

    @TempDir
    private Path directory;

    @Test
    void an_application_with_a_directory_remembers_across_a_restart() {
        configured().run(context -> ask(context.getBean(ChatClient.Builder.class), "My sister moved to Lisbon."));
        configured().run(context -> {
            assertThat(context).hasNotFailed();
            ask(context.getBean(ChatClient.Builder.class), "Where does my sister live?");
        });
        // The model may have been asked for facts in between; that prompt's system message quotes nobody.
        assertThat(model.prompts)
                .anySatisfy(prompt ->
                        assertThat(prompt.getSystemMessage().getText()).contains("My sister moved to Lisbon."));
    }

    @Test
    void without_a_directory_there_is_no_memory_and_the_chat_works() {
        application().run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(LongTermMemory.class);
            ask(context.getBean(ChatClient.Builder.class), "Hi");
        });
        assertThat(model.prompts).hasSize(1);
    }

    @Test
    void the_advisor_is_not_attached_if_that_is_disabled() {
        configured().withPropertyValues("memoir.advisor.attach=false").run(context -> {
            assertThat(context).hasSingleBean(LongTermMemoryAdvisor.class);
            ask(context.getBean(ChatClient.Builder.class), "I am Zoe.");
            assertThat(context.getBean(LongTermMemory.class)
                            .stats(Scope.user("zoe"))
                            .turns())
                    .isZero();
        });
    }

    @Test
    void the_time_zone_is_utc_unless_another_is_set() {
        configured()
                .run(context ->
                        assertThat(context.getBean(LongTermMemory.class).zone()).isEqualTo(ZoneOffset.UTC));
        configured()
                .withPropertyValues("memoir.zone=Asia/Tokyo")
                .run(context ->
                        assertThat(context.getBean(LongTermMemory.class).zone()).isEqualTo(ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void customizers_are_called_last_and_in_their_order() {
        configured()
                .withPropertyValues("memoir.zone=Asia/Tokyo")
                .withUserConfiguration(Customizers.class)
                .run(context ->
                        assertThat(context.getBean(LongTermMemory.class).zone()).isEqualTo(ZoneId.of("Europe/Lisbon")));
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        @Bean
        @Order(2)
        LongTermMemoryBuilderCustomizer last() {
            return builder -> builder.zone(ZoneId.of("Europe/Lisbon"));
        }

        @Bean
        @Order(1)
        LongTermMemoryBuilderCustomizer first() {
            return builder -> builder.zone(ZoneId.of("Europe/Oslo"));
        }
    }

    @Test
    void nothing_is_stored_if_capture_is_disabled() {
        configured().withPropertyValues("memoir.capture.enabled=false").run(context -> {
            ask(context.getBean(ChatClient.Builder.class), "I am Zoe.");
            context.getBean(LongTermMemoryAdvisor.class).close();
            assertThat(context.getBean(LongTermMemory.class)
                            .stats(Scope.user("zoe"))
                            .turns())
                    .isZero();
        });
    }

    @Test
    void a_reranker_bean_orders_what_is_recalled() {
        AtomicInteger asked = new AtomicInteger();
        Reranker reranker = (query, items) -> {
            asked.incrementAndGet();
            return List.of(1, 0);
        };
        configured().withBean(Reranker.class, () -> reranker).run(context -> {
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(Scope.user("zoe"), Turn.user("My sister moved to Lisbon."));
            memory.add(Scope.user("zoe"), Turn.user("My sister likes Lisbon."));
            memory.search(Scope.user("zoe"), "Where does my sister live?");
        });
        assertThat(asked).hasValue(1);
    }

    @Test
    void the_applications_own_beans_come_first() {
        ScopeResolver mine = context -> Optional.of(Scope.user("tom"));
        configured().withBean(ScopeResolver.class, () -> mine).run(context -> {
            ask(context.getBean(ChatClient.Builder.class), "I am Tom.");
            context.getBean(LongTermMemoryAdvisor.class).close();
            assertThat(context.getBean(LongTermMemory.class)
                            .stats(Scope.user("tom"))
                            .turns())
                    .isEqualTo(2);
        });
    }

    @Test
    void a_directory_that_is_held_fails_the_start_with_the_way_out() {
        try (LongTermMemory holding = LongTermMemory.open(directory)) {
            configured()
                    .run(context -> assertThat(context)
                            .hasFailed()
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("Another memory holds the directory"));
            assertThat(holding.stats(Scope.user("zoe")).turns()).isZero();
        }
    }

    private ApplicationContextRunner configured() {
        return application().withPropertyValues("memoir.directory=" + directory);
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ChatClientAutoConfiguration.class, MemoirAutoConfiguration.class))
                .withBean(ChatModel.class, () -> model);
    }

    private static void ask(ChatClient.Builder builder, String question) {
        builder.build()
                .prompt(question)
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
    }
}
