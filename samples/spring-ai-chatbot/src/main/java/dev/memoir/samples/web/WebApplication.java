// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.LongTermMemory;
import dev.memoir.spring.LongTermMemoryAdvisor;
import java.util.List;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The Spring Boot application. Memoir's auto-configuration opens the memory of {@code memoir.directory} and attaches
 * the advisor.
 */
@SpringBootApplication(proxyBeanMethods = false)
class WebApplication implements WebMvcConfigurer {

    /**
     * The search limit, high enough for the token budget to decide: ten hits could all answer the same, repeatedly
     * asked question.
     */
    private static final int MOST_RECALLED = 50;

    @Bean
    ChosenModel chosenModel(Environment environment) {
        return ChosenModel.from(environment);
    }

    @Bean
    ChatModel chatModel(ChosenModel chosen) {
        return chosen.model();
    }

    /** Replaces the auto-configured advisor, which does not explain scores. */
    @Bean
    LongTermMemoryAdvisor longTermMemoryAdvisor(LongTermMemory memory) {
        return LongTermMemoryAdvisor.builder(memory)
                .searchOptions(search -> search.limit(MOST_RECALLED).explain())
                .build();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new UserScope());
    }
}
