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

/** Memoir's auto-configuration opens the memory of {@code memoir.directory} and attaches the advisor; the rest is here. */
@SpringBootApplication(proxyBeanMethods = false)
class WebApplication implements WebMvcConfigurer {

    /** So many that the token budget decides: ten could all be answers to the same question, asked again and again. */
    private static final int MOST_RECALLED = 50;

    @Bean
    ChosenModel chosenModel(Environment environment) {
        return ChosenModel.from(environment);
    }

    @Bean
    ChatModel chatModel(ChosenModel chosen) {
        return chosen.model();
    }

    /** In place of the auto-configured one, which explains no score. */
    @Bean
    LongTermMemoryAdvisor longTermMemoryAdvisor(LongTermMemory memory) {
        return LongTermMemoryAdvisor.builder(memory)
                .searching(search -> search.limit(MOST_RECALLED).explain())
                .build();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new UserScope());
    }
}
