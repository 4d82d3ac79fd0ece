// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryUpdate;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.ledger.jdbc.Mem0HistoryReader;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.testing.WordEmbedder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports of whole memories. */
class TransferTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    @Test
    void an_import_finds_what_the_exporter_found_and_embeds_nothing_that_came_with_its_vector() {
        byte[] export;
        try (LongTermMemory memory = open("from", new WordEmbedder())) {
            memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon\nin \"May\" \u2028 \uD83C\uDF0D"));
            Memory tea = memory.store(
                            StoreRequest.builder(ZOE).text("likes tea").build())
                    .memories()
                    .get(0);
            memory.update(ZOE, tea.id(), MemoryUpdate.text("likes mate"));
            export = export(memory, ExportRequest.builder().vectors(true).build());
        }
        assertThat(new String(export, StandardCharsets.UTF_8).lines())
                .as("a line each: head, turn, memory, two steps, who says a name, the name, end")
                .hasSize(8)
                .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));

        WordEmbedder embedder = new WordEmbedder();
        try (LongTermMemory memory = open("to", embedder)) {
            ImportResult receipt = take(memory, export);
            assertThat(receipt.added("turn")).isOne();
            assertThat(receipt.complete()).isTrue();
            assertThat(embedder.embedded()).isZero();
            assertThat(memory.search(ZOE, "Ana moved to Lisbon")
                            .hits()
                            .get(0)
                            .item()
                            .text())
                    .contains("\uD83C\uDF0D");
            Memory tea = memory.list(ListRequest.builder(ZOE).build()).items().get(0);
            assertThat(memory.history(ZOE, tea.id()))
                    .extracting(MemoryEvent::newText)
                    .containsExactly("likes tea", "likes mate");
            assertThat(take(memory, export).added()).isEmpty();
            assertThat(export(
                                    memory,
                                    ExportRequest.builder()
                                            .scope(ZOE)
                                            .vectors(true)
                                            .build())
                            .length)
                    .isEqualTo(export.length);
        }
    }

    @Test
    void without_vectors_an_import_embeds_what_it_takes() {
        byte[] export;
        try (LongTermMemory memory = open("from", new WordEmbedder())) {
            memory.add(ZOE, Turn.user("one"), Turn.user("two"));
            export = export(memory, ExportRequest.everything());
        }
        WordEmbedder embedder = new WordEmbedder();
        try (LongTermMemory memory = open("to", embedder)) {
            take(memory, export);
            assertThat(embedder.embedded()).isEqualTo(2);
            assertThat(memory.status().indexLag()).isZero();
        }
    }

    @Test
    void a_file_that_was_cut_short_is_noticed_and_gone_on_with() {
        byte[] export;
        try (LongTermMemory memory = open("from", new WordEmbedder())) {
            for (int i = 0; i < 3; i++) {
                memory.add(ZOE, Turn.user("turn " + i));
            }
            export = export(memory, ExportRequest.everything());
        }
        String text = new String(export, StandardCharsets.UTF_8);
        int third = text.indexOf("turn 2");
        try (LongTermMemory memory = open("to", new WordEmbedder())) {
            assertThatThrownBy(() -> take(memory, text.substring(0, third).getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Line 4")
                    .hasMessageNotContaining("turn");
            String whole = text.substring(0, text.lastIndexOf("{\"type\":\"end\""));
            assertThat(take(memory, whole.getBytes(StandardCharsets.UTF_8)).complete())
                    .isFalse();
            assertThat(take(memory, export).complete()).isTrue();
            assertThat(memory.listTurns(ListRequest.builder(ZOE).build()).items())
                    .extracting(StoredTurn::text)
                    .containsExactly("turn 0", "turn 1", "turn 2");
        }
    }

    @Test
    void what_is_no_export_or_one_of_a_later_version_is_refused() {
        try (LongTermMemory memory = open("to", new WordEmbedder())) {
            for (String text : List.of("", "{}", "[1]", "{\"type\":\"memoir\",\"format\":99}", "hello")) {
                assertThatThrownBy(() -> take(memory, text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .isInstanceOf(InvalidInputException.class);
            }
        }
    }

    /** The formats of mem0 1.0: get_all with promoted ids and metadata, and the columns of its history. */
    @Test
    void the_memories_of_mem0_come_with_their_scopes_times_metadata_and_history() throws IOException, SQLException {
        Path getAll = directory.resolve("get_all.json");
        Files.writeString(getAll, """
                {"results": [
                  {"id": "8f6f0a9c-0000-4000-8000-000000000001", "memory": "Lives in Lisbon", "hash": "abc",
                   "metadata": {"category": "home", "rank": 2, "tags": ["a", "b"], "none": null},
                   "created_at": "2025-03-01T10:00:00.123456-08:00", "updated_at": "2025-05-01T10:00:00+00:00",
                   "user_id": "zoe", "agent_id": "helper", "role": "user", "actor_id": "Zoe"},
                  {"id": "8f6f0a9c-0000-4000-8000-000000000002", "memory": "Likes tea", "hash": "def",
                   "metadata": null, "created_at": "2025-04-01T10:00:00", "updated_at": null, "user_id": "zoe"},
                  {"id": "8f6f0a9c-0000-4000-8000-000000000003", "memory": "Whose is this?", "created_at": null}
                ]}
                """);
        Path history = directory.resolve("history.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + history);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE history (id TEXT PRIMARY KEY, memory_id TEXT, old_memory TEXT, new_memory TEXT,"
                            + " event TEXT, created_at DATETIME, updated_at DATETIME, is_deleted INTEGER,"
                            + " actor_id TEXT, role TEXT)");
            statement.execute("INSERT INTO history VALUES"
                    + " ('h1', '8f6f0a9c-0000-4000-8000-000000000001', NULL, 'Lives in Berlin', 'ADD',"
                    + " '2025-03-01T10:00:00-08:00', NULL, 0, 'Zoe', 'user'),"
                    + " ('h2', '8f6f0a9c-0000-4000-8000-000000000001', 'Lives in Berlin', 'Lives in Lisbon', 'UPDATE',"
                    + " '2025-03-01T10:00:00-08:00', '2025-05-01T10:00:00+00:00', 0, NULL, NULL),"
                    + " ('h3', 'deleted-one', NULL, 'Owns a dog', 'ADD', '2025-01-01T00:00:00+00:00', NULL, 0,"
                    + " NULL, NULL),"
                    + " ('h4', 'deleted-one', 'Owns a dog', NULL, 'DELETE', '2025-01-01T00:00:00+00:00',"
                    + " '2025-02-01T00:00:00+00:00', 1, NULL, NULL)");
        }
        Mem0Export export = new Mem0Export(getAll, Mem0HistoryReader.read(history), null);
        try (LongTermMemory memory = open("to", new WordEmbedder())) {
            ImportResult receipt = memory.maintenance().importFrom(export, ProgressListener.SILENT);

            assertThat(receipt.added("memory")).isEqualTo(2);
            assertThat(receipt.incomplete()).as("nobody's, and deleted").isEqualTo(2);
            Memory lisbon = memory.get(new Scope("zoe", "helper", null), "8f6f0a9c-0000-4000-8000-000000000001")
                    .orElseThrow();
            assertThat(lisbon.text()).isEqualTo("Lives in Lisbon");
            assertThat(lisbon.recordedAt()).isEqualTo(Instant.parse("2025-03-01T18:00:00.123Z"));
            assertThat(lisbon.updatedAt()).isEqualTo(Instant.parse("2025-05-01T10:00:00Z"));
            assertThat(lisbon.attributedTo()).isEqualTo("Zoe");
            assertThat(lisbon.metadata().asMap())
                    .containsEntry("category", "home")
                    .containsEntry("rank", 2L)
                    .containsEntry("tags", List.of("a", "b"))
                    .hasSize(3);
            assertThat(memory.history(ZOE, lisbon.id()))
                    .extracting(MemoryEvent::type, MemoryEvent::newText, MemoryEvent::actor)
                    .containsExactly(
                            tuple(MemoryEvent.Type.ADD, "Lives in Berlin", "Zoe"),
                            tuple(MemoryEvent.Type.UPDATE, "Lives in Lisbon", "mem0"));
            assertThat(memory.search(ZOE, "Lisbon").hits()).isNotEmpty();

            assertThat(memory.maintenance()
                            .importFrom(export, ProgressListener.SILENT)
                            .added())
                    .isEmpty();

            ImportResult placed = memory.maintenance()
                    .importFrom(
                            new Mem0Export(getAll, Mem0HistoryReader.read(history), Scope.user("unknown")),
                            ProgressListener.SILENT);
            assertThat(placed.added("memory")).isEqualTo(2);
            assertThat(memory.get(Scope.user("unknown"), "deleted-one")
                            .orElseThrow()
                            .retractedAt())
                    .isEqualTo(Instant.parse("2025-02-01T00:00:00Z"));
        }
    }

    private LongTermMemory open(String name, WordEmbedder embedder) {
        return LongTermMemory.builder()
                .directory(directory.resolve(name))
                .embedder(embedder)
                .open();
    }

    private static byte[] export(LongTermMemory memory, ExportRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportResult receipt = memory.maintenance().exportTo(out, request, ProgressListener.SILENT);
        assertThat(receipt.written()).isNotEmpty();
        return out.toByteArray();
    }

    private static ImportResult take(LongTermMemory memory, byte[] export) {
        return memory.maintenance()
                .importFrom(new ByteArrayInputStream(export), export.length, ProgressListener.SILENT);
    }
}
