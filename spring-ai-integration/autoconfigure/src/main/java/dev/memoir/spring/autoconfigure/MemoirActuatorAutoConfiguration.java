// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.LongTermMemory;
import dev.memoir.spring.LongTermMemoryAdvisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Exposes a memory through the actuator, if the application has it. */
@AutoConfiguration(after = MemoirAutoConfiguration.class)
@ConditionalOnSingleCandidate(LongTermMemory.class)
public class MemoirActuatorAutoConfiguration {

    /** Requires Boot's health module. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class HealthConfiguration {

        @Bean
        @ConditionalOnEnabledHealthIndicator("memoir")
        @ConditionalOnMissingBean(name = "memoirHealthIndicator")
        HealthIndicator memoirHealthIndicator(LongTermMemory memory) {
            return new MemoirHealthIndicator(memory);
        }
    }

    /** Requires the actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class EndpointConfiguration {

        @Bean
        @ConditionalOnAvailableEndpoint(MemoirEndpoint.class)
        @ConditionalOnMissingBean
        MemoirEndpoint memoirEndpoint(LongTermMemory memory, ObjectProvider<LongTermMemoryAdvisor> advisors) {
            return new MemoirEndpoint(memory, advisors);
        }
    }
}
