// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ItemType;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.StoredTurn;
import dev.memoir.testing.WordEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that adds is killed as {@code kill -9} does, again and again, in one directory. */
class CrashTest {

    private static final int ROUNDS = 25;
    private static final Scope ZOE = Scope.user("zoe");

    private final Random random = new Random(42);
    private final Set<String> acknowledged = new HashSet<>();

    @TempDir
    private Path directory;

    @TempDir
    private Path temporary;

    @Test
    void every_committed_turn_is_stored_exactly_once_whenever_the_process_is_killed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killWhileAdding(round);
            try (LongTermMemory memory = open()) {
                List<StoredTurn> turns = turns(memory);
                List<String> names = turns.stream()
                        .map(turn -> turn.text().substring("turn ".length()))
                        .toList();
                assertThat(names).as("round %d", round).doesNotHaveDuplicates().containsAll(acknowledged);
                assertThatSequencesHaveNoGap(turns);
                assertThatTheIndexHoldsWhatTheLedgerHolds(memory, names);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    private void killWhileAdding(int round) throws IOException, InterruptedException {
        KillableProcess.start(temporary, AddingProcess.class, directory.toString(), "r" + round)
                .killAfter(random.nextInt(60), acknowledged::add);
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open();
    }

    private static List<StoredTurn> turns(LongTermMemory memory) {
        List<StoredTurn> turns = new ArrayList<>();
        Page<StoredTurn> page =
                memory.listTurns(ListRequest.builder(ZOE).limit(1000).build());
        turns.addAll(page.items());
        while (page.next() != null) {
            page = memory.listTurns(
                    ListRequest.builder(ZOE).limit(1000).after(page.next()).build());
            turns.addAll(page.items());
        }
        assertThat(memory.stats(ZOE).turns()).isEqualTo(turns.size());
        return turns;
    }

    private static void assertThatSequencesHaveNoGap(List<StoredTurn> turns) {
        Map<String, List<StoredTurn>> byConversation =
                turns.stream().collect(Collectors.groupingBy(StoredTurn::conversation));
        byConversation.forEach((conversation, said) -> assertThat(
                        said.stream().map(StoredTurn::sequence).sorted())
                .containsExactlyElementsOf(
                        LongStream.range(0, said.size()).boxed().toList()));
    }

    private void assertThatTheIndexHoldsWhatTheLedgerHolds(LongTermMemory memory, List<String> names) {
        for (int i = 0; i < 5; i++) {
            String name = names.get(names.size() - 1 - random.nextInt(Math.min(names.size(), 20)));
            assertThat(memory.search(SearchRequest.builder(ZOE, name.replace('-', ' '))
                                    .types(ItemType.TURN)
                                    .limit(200)
                                    .build())
                            .hits())
                    .extracting(hit -> hit.item().text())
                    .contains("turn " + name);
        }
    }
}
