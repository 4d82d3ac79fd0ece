// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.embed.SimilarityCalibrator;
import dev.memoir.samples.chat.Chatting;
import dev.memoir.samples.chat.Ran;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Export, import and reindex as packaged, in real processes. */
class OperationsIT {

    private static final String ASKED = "Where does my sister live?\n";

    @TempDir
    private Path folder;

    private Chatting programs;

    @BeforeEach
    void home() {
        programs = new Chatting(folder);
    }

    @Test
    void what_is_exported_and_imported_elsewhere_is_known_there_and_nothing_is_taken_twice() {
        programs.chat("My sister Ana moved to Lisbon in May.\n", "--user", "zoe", "--dir", path("from"));
        programs.chat("I keep bees.\n", "--user", "tom", "--dir", path("from"));

        Ran exported = run("export", "--dir", path("from"), "--user", "zoe", path("zoe.jsonl"));
        assertThat(exported.exit()).as(exported.err()).isZero();
        assertThat(exported.err()).contains("memoir: exported 1 turns and 0 memories.");
        assertThat(folder.resolve("zoe.jsonl")).content().contains("Lisbon").doesNotContain("bees");
        assertThat(folder.resolve("zoe.jsonl.part")).doesNotExist();
        assertThat(run("export", "--dir", path("from"), "-").out())
                .as("standard output is the export and nothing else")
                .contains("Lisbon", "bees")
                .startsWith("{\"type\":\"memoir\"")
                .endsWith("}\n");

        Ran first = run("import", "--dir", path("to"), path("zoe.jsonl"));
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.err()).contains("imported 1 turns and 0 memories; 0 records were there already.");
        assertThat(run("import", "--dir", path("to"), path("zoe.jsonl")).err())
                .containsPattern("imported 0 turns and 0 memories; [1-9]\\d* records were there already\\.");
        assertThat(programs.chat(ASKED, "--user", "zoe", "--dir", path("to")).out())
                .contains("Lisbon");
    }

    @Test
    void an_import_that_was_killed_goes_on_when_it_is_started_again() throws Exception {
        int turns = 3_000;
        List<String> lines = turns(turns);
        Path file = Files.write(folder.resolve("big.jsonl"), lines);
        Process killed = operation("import", "--dir", path("to"), "-").start();
        try (Writer in = killed.outputWriter(StandardCharsets.UTF_8)) {
            // Longer than what waits in a pipe and in buffers: most of it is in the ledger when the last line is taken.
            for (String line : lines.subList(0, turns / 2)) {
                in.write(line + "\n");
            }
            in.flush();
            killed.destroyForcibly().waitFor();
        } catch (IOException e) {
            // The pipe is gone with the process.
        }

        Ran again = run("import", "--dir", path("to"), file.toString());

        assertThat(again.exit()).as(again.err()).isZero();
        long added = number(again.err(), "imported (\\d+) turns");
        long present = number(again.err(), "; (\\d+) records were there");
        assertThat(present).as("taken before the kill").isBetween(400L, (long) turns / 2);
        assertThat(added + present).isEqualTo(turns);
        assertThat(run("export", "--dir", path("to"), "-").out().lines()).hasSize(turns + 2);
    }

    @Test
    void a_file_that_was_cut_short_is_taken_as_far_as_it_goes_and_told() throws IOException {
        List<String> lines = turns(5);
        Path cut = Files.write(folder.resolve("cut.jsonl"), lines.subList(0, 4));
        Ran ran = run("import", "--dir", path("to"), cut.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("imported 3 turns", "the file ends early");
        assertThat(run("import", "--dir", path("to"), path("nowhere.jsonl")).err())
                .contains("memoir: There is no file");
        assertThat(run("export", "--dir", path("nowhere"), "-").err()).contains("memoir: There is no memory in");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void the_memories_of_mem0_are_taken_with_their_history() throws IOException, SQLException {
        Path getAll = Files.writeString(folder.resolve("get_all.json"), """
                {"results": [{"id": "8f6f0a9c-0000-4000-8000-000000000001", "memory": "My sister lives in Lisbon",
                  "created_at": "2025-03-01T10:00:00-08:00", "updated_at": null, "user_id": "zoe"},
                 {"id": "8f6f0a9c-0000-4000-8000-000000000003", "memory": "Whose is this?", "created_at": null}]}
                """);
        Path history = folder.resolve("history.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + history);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE history (id TEXT, memory_id TEXT, old_memory TEXT, new_memory TEXT,"
                    + " event TEXT, created_at TEXT, updated_at TEXT)");
            statement.execute("INSERT INTO history VALUES ('h1', '8f6f0a9c-0000-4000-8000-000000000001', NULL,"
                    + " 'My sister lives in Lisbon', 'ADD', '2025-03-01T10:00:00-08:00', NULL)");
        }
        String[] arguments = {
            "import", "--mem0", "--dir", path("to"), "--history", history.toString(), getAll.toString()
        };
        assertThat(run(arguments).err())
                .contains("imported 0 turns and 1 memories; 0 records were there already, 1 tell of nobody");
        assertThat(run(arguments).err()).contains("imported 0 turns and 0 memories; 2 records were there already");
        assertThat(programs.chat(ASKED, "--user", "zoe", "--dir", path("to")).out())
                .contains("Lisbon");
    }

    @Test
    void a_change_of_the_embedder_that_was_killed_goes_on_with_the_vectors_that_were_made() throws Exception {
        int turns = 600;
        Path file = Files.write(folder.resolve("big.jsonl"), turns(turns));
        assertThat(run("import", "--dir", path("to"), file.toString()).exit()).isZero();
        try (EmbeddingStandIn model = new EmbeddingStandIn()) {
            model.hangAfter(SimilarityCalibrator.TEXTS + turns / 2);
            Process killed = reindex(model).start();
            model.awaitHanging();
            killed.destroyForcibly().waitFor();
            int made = model.embedded() - SimilarityCalibrator.TEXTS;
            model.hangAfter(Integer.MAX_VALUE);

            Ran again = Ran.of(reindex(model), "");

            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.err())
                    .contains("the index was rebuilt, with the vectors of ")
                    .contains("stand-in");
            assertThat(made).isBetween(1, turns / 2);
            // One batch may have been answered and not yet kept.
            assertThat(model.embedded() - SimilarityCalibrator.TEXTS - made)
                    .isBetween(turns - made, turns - made + 256);
        }
        assertThat(run("reindex", "--dir", path("nowhere")).err()).contains("There is no memory in");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_536, 3_072})
    void a_memory_takes_the_vectors_of_openais_models_and_opens_with_them_again(int dimension) throws IOException {
        int turns = 50;
        Path file = Files.write(folder.resolve("turns.jsonl"), turns(turns));
        assertThat(run("import", "--dir", path("to"), file.toString()).exit()).isZero();
        try (EmbeddingStandIn model = new EmbeddingStandIn(dimension)) {
            Ran first = Ran.of(reindex(model), "");
            assertThat(first.exit()).as(first.err()).isZero();
            assertThat(first.err()).contains("with the vectors of langchain4j/stand-in/" + dimension);
            // One text is embedded to learn the dimension, the others to measure the scale of the cosines, once.
            int measured = SimilarityCalibrator.TEXTS;
            assertThat(model.embedded() - measured).isBetween(turns, turns + 1);

            Ran again = Ran.of(reindex(model, "--from", "openai:stand-in"), "");
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.err()).doesNotContain("cannot be");
            assertThat(model.embedded() - measured).isBetween(turns, turns + 2);
        }
    }

    private ProcessBuilder reindex(EmbeddingStandIn model, String... more) {
        String[] arguments = {"reindex", "--dir", path("to"), "--to", "openai:stand-in"};
        ProcessBuilder builder = operation(with(more, arguments));
        builder.environment().put("OPENAI_API_KEY", "none");
        builder.environment().put("OPENAI_BASE_URL", model.url());
        return builder;
    }

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void a_memory_moves_into_a_database_and_back() throws IOException {
        Path file = Files.write(folder.resolve("turns.jsonl"), turns(10));
        try (TestDatabase database = new TestDatabase()) {
            String[] there = {"--datasource", TestServer.POSTGRES.jdbcUrl(), "--schema", database.schema()};
            assertThat(run(with(there, "import", file.toString())).err()).contains("imported 10 turns");
            assertThat(run(with(there, "import", file.toString())).err())
                    .contains("imported 0 turns and 0 memories; 10 records were there already.");
            assertThat(run(with(there, "export", "--vectors", path("back.jsonl")))
                            .exit())
                    .isZero();
            assertThat(Files.readAllLines(folder.resolve("back.jsonl"))).hasSize(12);
            assertThat(run(with(there, "reindex")).err()).contains("--index-prefix");
            Ran indexed = run(with(there, "reindex", "--index-prefix", "next_"));
            assertThat(indexed.exit()).as(indexed.err()).isZero();
            assertThat(database.query("SELECT COUNT(*) FROM " + database.schema() + ".next_index_384"))
                    .isEqualTo("10");
        }
    }

    @Test
    void what_cannot_be_done_exits_with_2_and_the_usage() {
        Ran ran = run("export");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("memoir: Missing required parameter: 'FILE'", "Usage: memoir export");
        assertThat(run("import", "--dir", "a", "--datasource", "b", "-").err()).contains("name --dir or --datasource");
    }

    private static String[] with(String[] there, String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(there)).toArray(String[]::new);
    }

    /** An export of turns with vectors of the embedder that a directory has by itself. */
    private static List<String> turns(int count) {
        ByteBuffer floats = ByteBuffer.allocate(384 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            floats.putFloat(1);
        }
        String vector = Base64.getEncoder().encodeToString(floats.array());
        return Stream.of(
                        Stream.of(
                                "{\"type\":\"memoir\",\"format\":1,\"ledger\":\"x\",\"exportedAt\":\"2026-01-01T00:00:00Z\"}"),
                        Stream.iterate(0, i -> i < count, i -> i + 1)
                                .map(i -> "{\"type\":\"turn\",\"user\":\"zoe\",\"id\":\"t" + i
                                        + "\",\"role\":\"USER\",\"origin\":\"USER\",\"text\":\"Thing number " + i
                                        + " is on the shelf.\",\"saidAt\":\"2026-01-01T00:00:00Z\","
                                        + "\"recordedAt\":\"2026-01-01T00:00:00Z\",\"metadata\":{},\"attempts\":0,"
                                        + "\"conversation\":\"main\",\"conversationId\":\"c\",\"sequence\":" + i
                                        + ",\"vectors\":{\"all-MiniLM-L6-v2/mean-4x256\":\"" + vector + "\"}}"),
                        Stream.of("{\"type\":\"end\",\"records\":" + count + "}"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static long number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Long.parseLong(found.group(1));
    }

    private Ran run(String... arguments) {
        return Ran.of(operation(arguments), "");
    }

    private ProcessBuilder operation(String... arguments) {
        return programs.program("dev.memoir.samples.operations.Operations", arguments);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
