// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A memory moves from a SQLite file to PostgreSQL and finds the same: the same ids, scores and order. Search is exact
 * on both sides: a scope holds no more than the pool of a search, and Lucene compares all vectors of so few.
 */
@NeedsServer(TestServer.POSTGRES)
class MoveTest {

    /** 100,000 for the figure in docs/operations.md. */
    private static final int MEMORIES = Integer.getInteger("memoir.move.memories", 2_000);

    private static final int IN_A_SCOPE = 200;
    private static final int QUERIES = 200;

    private static final List<String> WORDS = words();

    private final String schema = "move_" + UUID.randomUUID().toString().replace("-", "");
    private final Random random = new Random(11);

    @TempDir
    private Path directory;

    @Test
    void two_hundred_searches_find_the_same_ids_in_the_same_order_after_a_move() throws Exception {
        Path file = directory.resolve("export.jsonl");
        List<SearchRequest> asked = new ArrayList<>();
        List<List<String>> before = new ArrayList<>();
        long exported;
        try (LongTermMemory memory = LongTermMemory.builder()
                .directory(directory.resolve("from"))
                .embedder(new WordEmbedder())
                .open()) {
            fill(memory);
            for (int i = 0; i < QUERIES; i++) {
                asked.add(SearchRequest.builder(scope(random.nextInt(MEMORIES / IN_A_SCOPE)), sentence(4))
                        .limit(20)
                        .build());
                before.add(found(memory, asked.get(i)));
            }
            long started = System.nanoTime();
            try (OutputStream out = Files.newOutputStream(file)) {
                memory.maintenance()
                        .exportTo(out, ExportRequest.builder().vectors(true).build(), ProgressListener.SILENT);
            }
            exported = System.nanoTime() - started;
        }
        WordEmbedder embedder = new WordEmbedder();
        try (LongTermMemory memory = LongTermMemory.builder()
                        .ledger(PostgresLedger.builder(
                                        TestServer.POSTGRES.jdbcUrl(),
                                        TestServer.POSTGRES.user(),
                                        TestServer.POSTGRES.password())
                                .schema(schema)
                                .build())
                        .directory(directory.resolve("to"))
                        .embedder(embedder)
                        .open();
                InputStream in = Files.newInputStream(file)) {
            long started = System.nanoTime();
            ImportResult receipt = memory.maintenance().importFrom(in, Files.size(file), ProgressListener.SILENT);
            long imported = System.nanoTime() - started;
            assertThat(receipt.added("memory")).isEqualTo(MEMORIES);
            assertThat(embedder.embedded()).isZero();
            int same = 0;
            for (int i = 0; i < QUERIES; i++) {
                assertThat(found(memory, asked.get(i))).as("query %d", i).isEqualTo(before.get(i));
                same += before.get(i).isEmpty() ? 0 : 1;
            }
            assertThat(same).isGreaterThan(QUERIES * 9 / 10);
            System.out.printf(
                    "%d memories, %d MB: exported in %.1f s, imported into PostgreSQL and indexed in %.1f s;"
                            + " %d of %d searches found the same ids and order%n",
                    MEMORIES, Files.size(file) >> 20, exported / 1e9, imported / 1e9, QUERIES, QUERIES);
        }
    }

    private void fill(LongTermMemory memory) {
        for (int scope = 0; scope < MEMORIES / IN_A_SCOPE; scope++) {
            memory.store(StoreRequest.builder(scope(scope))
                    .turns(IntStream.range(0, IN_A_SCOPE)
                            .mapToObj(i -> Turn.user(sentence(12)))
                            .toList())
                    .build());
        }
    }

    private static Scope scope(int number) {
        return Scope.user("user" + number);
    }

    private String sentence(int words) {
        return String.join(
                " ",
                IntStream.range(0, words)
                        .mapToObj(i -> WORDS.get(Math.min(random.nextInt(WORDS.size()), random.nextInt(WORDS.size()))))
                        .toList());
    }

    private static List<String> words() {
        Random random = new Random(7);
        return IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    StringBuilder word = new StringBuilder();
                    for (int j = 0; j < 3; j++) {
                        word.append("bcdfgklmnprstvz".charAt(random.nextInt(15)))
                                .append("aeiou".charAt(random.nextInt(5)));
                    }
                    return word.toString();
                })
                .toList();
    }

    private static List<String> found(LongTermMemory memory, SearchRequest request) {
        SearchResult found = memory.search(request);
        assertThat(found.notices()).isEmpty();
        return found.hits().stream()
                .map(hit -> hit.item().id() + " " + hit.score())
                .toList();
    }

    @AfterEach
    void drop() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        TestServer.POSTGRES.jdbcUrl(), TestServer.POSTGRES.user(), TestServer.POSTGRES.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }
}
