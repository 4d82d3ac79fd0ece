// SPDX-License-Identifier: Apache-2.0
package com.example.assistant;

import dev.memoir.spring.autoconfigure.LongTermMemoryBuilderCustomizer;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemorySettings {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    LongTermMemoryBuilderCustomizer applicationClock(InstantSource clock) {
        return builder -> builder.clock(clock);
    }
}
