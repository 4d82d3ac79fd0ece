// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes share a ledger and an index on one PostgreSQL, write to sixteen conversations and extract facts from
 * all of them; each is killed at random, as {@code kill -9} does, and replaced while the other continues.
 */
@NeedsServer(TestServer.POSTGRES)
class SharedCrashTest {

    /** Each round kills one of the two processes; fifty and more with {@code -Dmemoir.shared.rounds=50}. */
    private static final int ROUNDS = Integer.getInteger("memoir.shared.rounds", 3);

    private static final TestDatabase DATABASE = new TestDatabase();

    private final Random random = new Random(11);
    private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private int started;

    @TempDir
    private Path temporary;

    private record Running(KillableProcess process, Thread reader) {}

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void nothing_is_lost_or_doubled_and_order_is_kept_however_often_one_of_two_processes_is_killed() throws Exception {
        List<Running> two = new ArrayList<>(List.of(start(), start()));
        for (int round = 0; round < ROUNDS; round++) {
            int writtenBefore = acknowledged.size();
            while (acknowledged.size() < writtenBefore + 5 + random.nextInt(60)) {
                assertThat(two)
                        .allSatisfy(running -> assertThat(running.process().isAlive())
                                .as("alive until killed")
                                .isTrue());
                TimeUnit.MILLISECONDS.sleep(5);
            }
            kill(two.remove(random.nextInt(2)));
            two.add(start());
        }
        for (Running running : two) {
            kill(running);
        }
        try (LongTermMemory memory = SharingProcess.open(
                TestServer.POSTGRES.jdbcUrl(), DATABASE.schema(), new LearningProcess.Lamps(false))) {
            assertThat(memory.learning().flush(Duration.ofMinutes(3))).isTrue();
            List<Long> said = new ArrayList<>();
            for (Scope scope : List.of(Scope.user("zoe"), Scope.user("tom"))) {
                List<StoredTurn> turns = turns(memory, scope);
                turns.forEach(turn -> said.add(lamp(turn.text())));
                assertThatOrderIsKept(turns);
                assertThatEachTurnHasItsFactOnce(memory, scope, turns);
            }
            assertThat(memory.status().indexLag()).isZero();
            assertThatTheIndexHoldsAll();
            assertThat(said).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(said.size()).isGreaterThan(5 * ROUNDS);
            System.out.println(ROUNDS + " rounds: " + said.size() + " turns, " + acknowledged.size() + " acknowledged, "
                    + started + " processes");
        }
    }

    private Running start() throws IOException {
        KillableProcess process = KillableProcess.start(
                temporary,
                SharingProcess.class,
                TestServer.POSTGRES.jdbcUrl(),
                DATABASE.schema(),
                Integer.toString(++started * 100_000));
        Thread reader = new Thread(() -> read(process));
        reader.start();
        return new Running(process, reader);
    }

    private void read(KillableProcess process) {
        try {
            process.read(line -> acknowledged.add(Long.parseLong(line)));
        } catch (NumberFormatException | UncheckedIOException e) {
            // The last line of a killed process may be incomplete.
        }
    }

    private static void kill(Running running) throws InterruptedException {
        running.process().kill();
        running.reader().join();
    }

    private static long lamp(String text) {
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static void assertThatOrderIsKept(List<StoredTurn> turns) {
        Map<String, List<StoredTurn>> byConversation =
                turns.stream().collect(Collectors.groupingBy(StoredTurn::conversation));
        byConversation.forEach((conversation, said) -> {
            said.sort(Comparator.comparingLong(StoredTurn::sequence));
            assertThat(said.stream().map(StoredTurn::sequence))
                    .as("no place twice or left out in %s", conversation)
                    .containsExactlyElementsOf(
                            LongStream.range(0, said.size()).boxed().toList());
            said.stream()
                    .map(turn -> lamp(turn.text()))
                    .collect(Collectors.groupingBy(lamp -> lamp / 400_000))
                    .forEach((process, lamps) -> assertThat(lamps)
                            .as("what one process said in %s, in the order it said it", conversation)
                            .isSorted());
        });
    }

    private static void assertThatEachTurnHasItsFactOnce(LongTermMemory memory, Scope scope, List<StoredTurn> turns) {
        assertThat(memory.learning().parkedTurns(scope, 10)).isEmpty();
        assertThat(facts(memory, scope).stream().map(fact -> lamp(fact.text())).sorted())
                .containsExactlyElementsOf(
                        turns.stream().map(turn -> lamp(turn.text())).sorted().toList());
    }

    /** Checks that the ledger's turns and current memories and the index's documents are the same. */
    private static void assertThatTheIndexHoldsAll() {
        String both = """
                WITH standing AS (SELECT id FROM %1$s.turn UNION ALL SELECT id FROM %1$s.memory
                    WHERE retracted_at IS NULL AND superseded_by IS NULL),
                missing AS (SELECT id FROM standing EXCEPT ALL SELECT item_id FROM %1$s.index_64),
                left_over AS (SELECT item_id FROM %1$s.index_64 EXCEPT ALL SELECT id FROM standing)
                SELECT (SELECT COUNT(*) FROM missing) || ' missing, '
                    || (SELECT COUNT(*) FROM left_over) || ' left over, '
                    || (SELECT documents - (SELECT COUNT(*) FROM standing) FROM %1$s.index_64_position) || ' miscounted'
                """.formatted(DATABASE.schema());
        assertThat(DATABASE.query(both)).isEqualTo("0 missing, 0 left over, 0 miscounted");
    }

    private static List<StoredTurn> turns(LongTermMemory memory, Scope scope) {
        return pages(after -> memory.listTurns(
                ListRequest.builder(scope).limit(1000).after(after).build()));
    }

    private static List<Memory> facts(LongTermMemory memory, Scope scope) {
        return pages(after ->
                memory.list(ListRequest.builder(scope).limit(1000).after(after).build()));
    }

    private static <T> List<T> pages(Function<String, Page<T>> read) {
        List<T> all = new ArrayList<>();
        Page<T> page = read.apply(null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(page.next());
            all.addAll(page.items());
        }
        return all;
    }
}
