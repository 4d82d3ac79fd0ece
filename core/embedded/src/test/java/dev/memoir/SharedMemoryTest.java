// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several memories, as on several machines, over one ledger in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class SharedMemoryTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int AT_ONCE = 6;

    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private LongTermMemory open() {
        DataSource dataSource = database.source();
        String schema = database.schema();
        LongTermMemory memory = LongTermMemory.builder()
                .ledger(PostgresLedger.builder(dataSource).schema(schema).build())
                .index(PgVectorIndex.builder(dataSource).schema(schema).build())
                .open();
        return memory;
    }

    private LongTermMemory withIndexIn(String name) {
        return LongTermMemory.builder()
                .ledger(PostgresLedger.builder(database.source())
                        .schema(database.schema())
                        .build())
                .directory(directory.resolve(name))
                .open();
    }

    private static String recalled(LongTermMemory memory) {
        return memory.search(ZOE, "Where does my sister live?").context();
    }

    @Test
    void what_one_writes_the_other_finds_at_once_and_forgets_with_it() {
        try (LongTermMemory one = open();
                LongTermMemory other = open()) {
            one.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            assertThat(recalled(other)).contains("Lisbon");
            assertThat(recalled(other).contains("Porto")).isFalse();
            assertThat(other.search(Scope.user("tom"), "Where does my sister live?")
                            .hits())
                    .isEmpty();
            other.forget(ZOE);
            assertThat(recalled(one)).isEmpty();
        }
    }

    @Test
    void with_an_index_of_its_own_each_follows_what_the_others_write() {
        try (LongTermMemory one = withIndexIn("one");
                LongTermMemory other = withIndexIn("other")) {
            one.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
            await().atMost(Duration.ofSeconds(20)).until(() -> recalled(other).contains("Lisbon"));
        }
        try (LongTermMemory again = withIndexIn("other")) {
            assertThat(recalled(again)).contains("Lisbon");
        }
    }

    @Test
    void several_that_open_a_new_database_at_once_share_one_ledger() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<LongTermMemory> opened = new ArrayList<>();
        try {
            List<Future<LongTermMemory>> opening = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                opening.add(threads.submit(this::open));
            }
            for (Future<LongTermMemory> memory : opening) {
                opened.add(memory.get());
            }
            for (int i = 0; i < AT_ONCE; i++) {
                opened.get(i).add(ZOE, Turn.user("My plant " + i + " is a fern."));
            }
            assertThat(opened)
                    .allSatisfy(memory -> assertThat(memory.stats(ZOE).turns()).isEqualTo(AT_ONCE));
            assertThat(opened.get(0)
                            .search(SearchRequest.builder(ZOE, "fern")
                                    .limit(AT_ONCE + 1)
                                    .build())
                            .hits())
                    .hasSize(AT_ONCE);
        } finally {
            opened.forEach(LongTermMemory::close);
            threads.shutdownNow();
        }
    }

    @Test
    void a_ledger_without_a_place_for_the_index_is_asked_for_one() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LongTermMemory.builder()
                        .ledger(PostgresLedger.builder(database.source()).build())
                        .open())
                .withMessageContaining("index(MemoryIndexFactory)");
    }
}
