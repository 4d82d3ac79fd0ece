// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.ledger.LedgerFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** This module has no ledger, index or embedder on its class path, like an application that lacks a dependency. */
class MissingProviderTest {

    private static final LedgerFactory UNUSED_LEDGER = ids -> {
        throw new AssertionError("nothing is opened while a part is missing");
    };

    @TempDir
    private Path folder;

    @Test
    void a_memory_without_modules_names_the_dependency_to_add_and_creates_nothing() {
        Path directory = folder.resolve("memory");

        assertThatThrownBy(() -> LongTermMemory.open(directory))
                .isInstanceOf(MissingProviderException.class)
                .hasMessageContaining("No ledger is on the class path")
                .hasMessageContaining("dev.memoir:memoir,")
                .hasMessageContaining("dev.memoir:memoir-jdbc")
                .hasMessageContaining("ledger(LedgerFactory)");
        assertThat(directory).doesNotExist();
    }

    @Test
    void a_part_that_is_given_is_not_looked_for() {
        LongTermMemoryBuilder builder =
                LongTermMemory.builder().directory(folder.resolve("memory")).ledger(UNUSED_LEDGER);

        assertThatThrownBy(builder::open)
                .isInstanceOf(MissingProviderException.class)
                .hasMessageContaining("No index is on the class path")
                .hasMessageContaining("dev.memoir:memoir-lucene");
        assertThatThrownBy(() -> builder.index(dimension -> {
                            throw new AssertionError("nothing is opened while a part is missing");
                        })
                        .open())
                .isInstanceOf(MissingProviderException.class)
                .hasMessageContaining("No embedder is on the class path")
                .hasMessageContaining("dev.memoir:memoir-minilm");
    }
}
