// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.LongTermMemoryBuilder;

/**
 * Customizes the auto-configured memory before it is opened. Beans of this type are called in their order, after all
 * properties and beans have been applied, so that their settings take precedence.
 */
@FunctionalInterface
public interface LongTermMemoryBuilderCustomizer {

    /**
     * Customizes the memory.
     *
     * @param builder the builder of the memory, with everything that the application configures otherwise
     */
    void customize(LongTermMemoryBuilder builder);
}
