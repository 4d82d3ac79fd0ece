// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.MemoryKind;
import dev.memoir.RetentionPolicy;
import dev.memoir.RetentionRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RetentionPropertiesTest {

    @EnableConfigurationProperties(RetentionProperties.class)
    static class Bound {}

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void nothing_is_forgotten_unless_something_is_set() {
        application.run(context ->
                assertThat(context.getBean(RetentionProperties.class).policy()).isEqualTo(RetentionPolicy.none()));
    }

    @Test
    void each_property_is_a_rule() {
        application
                .withPropertyValues(
                        "memoir.retention.turns=90d",
                        "memoir.retention.memories=730d",
                        "memoir.retention.kinds.event=365d",
                        "memoir.retention.expired=0s",
                        "memoir.retention.past=30d",
                        "memoir.retention.every=6h")
                .run(context -> {
                    RetentionPolicy policy =
                            context.getBean(RetentionProperties.class).policy();
                    assertThat(policy.interval()).isEqualTo(Duration.ofHours(6));
                    assertThat(policy.rules())
                            .containsExactly(
                                    RetentionRule.expiredMemories(Duration.ZERO),
                                    RetentionRule.pastMemories(Duration.ofDays(30)),
                                    RetentionRule.memories(Duration.ofDays(365), MemoryKind.EVENT),
                                    RetentionRule.memories(Duration.ofDays(730)),
                                    RetentionRule.turns(Duration.ofDays(90)));
                });
    }
}
