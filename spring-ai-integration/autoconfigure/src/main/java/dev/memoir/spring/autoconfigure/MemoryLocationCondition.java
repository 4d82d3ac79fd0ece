// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Matches if the application configures the location of its memory. */
final class MemoryLocationCondition extends AnyNestedCondition {

    MemoryLocationCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty(prefix = MemoirProperties.PREFIX, name = "directory")
    static final class InDirectory {}

    @ConditionalOnProperty(prefix = MemoirProperties.PREFIX, name = "datasource.url")
    static final class InDatabase {}

    @ConditionalOnProperty(prefix = MemoirProperties.PREFIX, name = "datasource.application", havingValue = "true")
    static final class InTheApplicationsDatabase {}
}
