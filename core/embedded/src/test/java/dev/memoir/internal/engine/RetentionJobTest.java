// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.ErasureLevel;
import dev.memoir.ForgetResult;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.RetentionPolicy;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.maintenance.SweepResult;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention of a whole embedded memory: periodic, on request, and the bytes that remain. */
class RetentionJobTest {

    private static final Scope ZOE = Scope.user("zoe");

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void what_has_expired_is_hidden_only_unless_a_rule_takes_it() {
        try (LongTermMemory memory = open(RetentionPolicy.none())) {
            note(memory, "the code is zyzzyva", false);
            now = now.plus(Duration.ofDays(100));
            assertThat(list(memory)).isEmpty();
            assertThat(memory.list(ListRequest.builder(ZOE).includeExpired().build())
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void a_rule_is_applied_by_itself_and_no_byte_is_left_but_of_what_is_pinned() throws IOException {
        RetentionPolicy policy = new RetentionPolicy(
                List.of(RetentionRule.expiredMemories(Duration.ofDays(1)), RetentionRule.turns(Duration.ofDays(30))),
                Duration.ofSeconds(1));
        try (LongTermMemory memory = open(policy)) {
            memory.add(ZOE, Turn.user("I met a quagga"));
            note(memory, "the code is zyzzyva", false);
            note(memory, "the anniversary is in okapi", true);
            assertThat(holds("quagga") && holds("zyzzyva") && holds("okapi")).isTrue();

            now = now.plus(Duration.ofDays(100));
            await().atMost(Duration.ofSeconds(30)).until(() -> !holds("quagga") && !holds("zyzzyva"));

            assertThat(memory.search(ZOE, "quagga zyzzyva").hits()).isEmpty();
            assertThat(memory.list(ListRequest.builder(ZOE).includeExpired().build())
                            .items())
                    .singleElement()
                    .matches(Memory::pinned);
            assertThat(holds("okapi")).isTrue();
        }
        assertThat(holds("quagga") || holds("zyzzyva")).isFalse();
    }

    @Test
    void a_dry_run_shows_what_would_go_and_a_real_one_takes_it_and_says_how_far() {
        try (LongTermMemory memory = open(RetentionPolicy.none())) {
            note(memory, "the code is zyzzyva", false);
            List<RetentionRule> rules = List.of(RetentionRule.memories(Duration.ofDays(7)));
            now = now.plus(Duration.ofDays(8));

            assertThat(receipts(memory.maintenance().sweep(rules, true)))
                    .singleElement()
                    .matches(receipt -> receipt.memories() == 1 && receipt.ledger() == ErasureLevel.NONE);
            assertThat(memory.stats(ZOE).memories()).isOne();

            assertThat(receipts(memory.maintenance().sweep(rules, false)))
                    .singleElement()
                    .matches(receipt -> receipt.memories() == 1
                            && receipt.ledger() == ErasureLevel.SCRUBBED
                            && receipt.index() == ErasureLevel.SCRUBBED);
            assertThat(memory.stats(ZOE).memories()).isZero();
        }
    }

    private static List<ForgetResult> receipts(List<SweepResult> swept) {
        return swept.stream().map(SweepResult::result).toList();
    }

    private LongTermMemory open(RetentionPolicy policy) {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .clock(() -> now)
                .retention(policy)
                .open();
    }

    private void note(LongTermMemory memory, String text, boolean pinned) {
        memory.store(StoreRequest.builder(ZOE)
                .text(text)
                .expiresAt(now.plus(Duration.ofDays(2)))
                .pinned(pinned)
                .build());
    }

    private static List<Memory> list(LongTermMemory memory) {
        return memory.list(ListRequest.builder(ZOE).build()).items();
    }

    private boolean holds(String word) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.exists(file)
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
                    return true;
                }
            }
        }
        return false;
    }
}
