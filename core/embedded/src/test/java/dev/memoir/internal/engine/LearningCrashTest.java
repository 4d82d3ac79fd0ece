// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that learns is killed as {@code kill -9} does, again and again, in one directory. */
class LearningCrashTest {

    /** A few points of the work; a hundred and more, and so all of them, with {@code -Dmemoir.crash.rounds=100}. */
    private static final int ROUNDS = Integer.getInteger("memoir.crash.rounds", 4);

    private static final Scope ZOE = Scope.user("zoe");

    private final Random random = new Random(7);

    @TempDir
    private Path directory;

    @TempDir
    private Path temporary;

    @Test
    void every_turn_is_extracted_from_once_however_often_the_process_is_killed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killWhileLearning(round);
        }
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .extractor(new LearningProcess.Lamps(false))
                .learning(LearningProcess.QUICK)
                .open()) {
            assertThat(memory.learning().flush(Duration.ofMinutes(2))).isTrue();
            assertThat(memory.learning().parkedTurns(ZOE, 10)).isEmpty();
            List<String> facts = facts(memory);
            assertThat(facts).doesNotHaveDuplicates().hasSize((int)
                    memory.stats(ZOE).turns());
            assertThat(facts).hasSizeGreaterThan(ROUNDS);
        }
    }

    private void killWhileLearning(int round) throws IOException, InterruptedException {
        KillableProcess.start(temporary, LearningProcess.class, directory.toString(), Integer.toString(round + 1))
                .killAfter(random.nextInt(40), line -> {});
    }

    private static List<String> facts(LongTermMemory memory) {
        List<String> facts = new ArrayList<>();
        Page<Memory> page = memory.list(ListRequest.builder(ZOE).limit(1000).build());
        page.items().forEach(fact -> facts.add(fact.text()));
        while (page.next() != null) {
            page = memory.list(
                    ListRequest.builder(ZOE).limit(1000).after(page.next()).build());
            page.items().forEach(fact -> facts.add(fact.text()));
        }
        return facts;
    }
}
