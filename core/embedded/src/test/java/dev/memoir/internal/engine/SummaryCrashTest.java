// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that summarises is killed as {@code kill -9} does, again and again, in one directory. */
class SummaryCrashTest {

    /** A hundred and more with {@code -Dmemoir.crash.rounds=100}. */
    private static final int ROUNDS = Integer.getInteger("memoir.crash.rounds", 2);

    private static final Scope ZOE = Scope.user("zoe");

    private final Random random = new Random(7);

    @TempDir
    private Path directory;

    @TempDir
    private Path temporary;

    @Test
    void every_turn_is_summarised_once_however_often_the_process_is_killed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killWhileSummarising(round);
        }
        int told = 0;
        try (LongTermMemory memory = SummarizingProcess.open(directory, false)) {
            for (int i = 0; i < 4; i++) {
                memory.learning().endConversation(ZOE, "conversation " + i);
            }
            assertThat(memory.learning().flush(Duration.ofMinutes(2))).isTrue();
            assertThat(memory.learning().parkedSummaries(ZOE, 10)).isEmpty();
            for (int i = 0; i < 4; i++) {
                String conversation = "conversation " + i;
                List<String> said = memory
                        .listTurns(ListRequest.builder(ZOE)
                                .conversation(conversation)
                                .limit(1000)
                                .build())
                        .items()
                        .stream()
                        .map(StoredTurn::id)
                        .toList();
                if (!said.isEmpty()) {
                    Memory summary =
                            memory.learning().summary(ZOE, conversation).orElseThrow();
                    assertThat(memory.learning().sources(ZOE, summary.id()))
                            .extracting(source -> source.turn().id())
                            .containsExactlyElementsOf(said);
                    told += said.size();
                }
            }
            assertThat(memory.list(ListRequest.builder(ZOE).build()).items())
                    .as("one summary stands in each conversation")
                    .hasSizeLessThanOrEqualTo(4);
        }
        assertThat(told).isGreaterThan(ROUNDS);
    }

    private void killWhileSummarising(int round) throws IOException, InterruptedException {
        KillableProcess.start(temporary, SummarizingProcess.class, directory.toString(), Integer.toString(round + 1))
                .killAfter(random.nextInt(60), line -> {});
    }
}
