// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.LongTermMemory;
import dev.memoir.spring.ScriptedModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log of an application when its memory starts: nothing, if nothing is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class QuietStartTest {

    @TempDir
    private Path directory;

    @Test
    void the_libraries_of_the_memory_are_silent_and_the_applications_own_are_not(CapturedOutput output) {
        try (ConfigurableApplicationContext application = start()) {
            assertThat(application.getBean(LongTermMemory.class).status().embedderId())
                    .contains("MiniLM");
            assertThat(output.toString().lines().toList())
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" INFO "))
                    .filteredOn(line -> !line.contains("Launcher"))
                    .allMatch(line -> line.contains("HikariDataSource") || line.contains("HikariPool"))
                    .allMatch(line -> line.contains("the-applications"))
                    .isNotEmpty();
        }
    }

    @Test
    void whoever_asks_for_more_of_a_library_gets_all_of_it(CapturedOutput output) {
        try (ConfigurableApplicationContext application = start("--logging.level.com.zaxxer.hikari=debug")) {
            assertThat(application.isActive()).isTrue();
            assertThat(output).contains("memoir-writer - Start completed.");
        }
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("memoir.directory=" + directory, "spring.main.log-startup-info=false")
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MemoirAutoConfiguration.class)
    static class Application {

        /** With a model there is a scheduler. */
        @Bean
        ChatModel model() {
            return ScriptedModel.says("Hello.");
        }

        /** Started after the memory, on the same thread. */
        @Bean
        HikariDataSource own(LongTermMemory memory) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("the-applications");
            config.setJdbcUrl("jdbc:sqlite::memory:");
            return new HikariDataSource(config);
        }
    }
}
