// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.ProgressListener;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Redactor;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportLoss;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.Transfer;
import dev.memoir.maintenance.TransferSession;
import dev.memoir.testing.WordEmbedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports of other systems: mem0 exports in all their variants, conversations of ChatGPT and Claude. */
class ForeignImportTest {

    private static final Scope ZOE = Scope.user("zoe");

    private static final String CHAT_GPT = """
            [{"title": "Boats", "create_time": 1699564700.5, "current_node": "n5",
            "conversation_id": "conv-1", "mapping": {
               "root": {"id": "root", "message": null, "parent": null, "children": ["n0"]},
               "n0": {"id": "n0", "parent": "root", "children": ["n1"], "message": {"id": "m0",
               "author": {"role": "system"},
                 "content": {"content_type": "text", "parts": [""]},
                 "metadata": {"is_visually_hidden_from_conversation": true}}},
               "n1": {"id": "n1", "parent": "n0", "children": ["n2", "n3"], "message": {"id": "m1",
               "author": {"role": "user"},
                 "create_time": 1699564800.25, "content": {"content_type": "multimodal_text",
                   "parts": [{"content_type": "image_asset_pointer", "asset_pointer": "file-service://x"},
                     "My boat is called Petrel."]}}},
               "n2": {"id": "n2", "parent": "n1", "children": [], "message": {"id": "m2",
               "author": {"role": "assistant"},
                 "create_time": 1699564801, "content": {"content_type": "text",
                 "parts": ["An answer that was replaced."]}}},
               "n3": {"id": "n3", "parent": "n1", "children": ["n4"], "message": {"id": "m3",
               "author": {"role": "assistant"},
                 "create_time": 1699564810, "recipient": "browser", "content": {"content_type": "code",
                 "text": "search()"}}},
               "n4": {"id": "n4", "parent": "n3", "children": ["n5"], "message": {"id": "m4",
               "author": {"role": "tool"},
                 "create_time": 1699564811, "content": {"content_type": "text", "parts": ["a result"]}}},
               "n5": {"id": "n5", "parent": "n4", "children": [], "message": {"id": "m5",
               "author": {"role": "assistant"},
                 "create_time": null, "recipient": "all", "content": {"content_type": "text",
                 "parts": ["A lovely name."]}}}}}]
            """;

    private static final String CLAUDE = """
            [{"uuid": "c-1", "name": "Bees", "created_at": "2025-03-01T10:00:00.000000Z", "account": {"uuid": "a"},
              "chat_messages": [
               {"uuid": "u1", "sender": "human", "text": "I keep bees.", "created_at": "2025-03-01T10:00:01Z",
                "content": [{"type": "text", "text": "I keep bees."}], "attachments": [], "files": [],
                "parent_message_uuid": "00000000-0000-4000-8000-000000000000"},
               {"uuid": "u2", "sender": "assistant", "text": "An answer that was replaced.",
               "created_at": "2025-03-01T10:00:02Z",
                "parent_message_uuid": "u1"},
               {"uuid": "u3", "sender": "assistant", "text": "thinking… How many hives?",
               "created_at": "2025-03-01T10:00:03Z",
                "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "How many hives?"}],
                "parent_message_uuid": "u1"},
               {"uuid": "u4", "sender": "human", "text": "Nine, see the list.", "created_at": "2025-03-01T10:00:04Z",
                "attachments": [{"file_name": "hives.csv", "extracted_content": "a,b"}], "parent_message_uuid": "u3"}]},
             {"uuid": "c-2", "name": "", "created_at": "2024-03-01T10:00:00Z", "chat_messages": [
               {"uuid": "v1", "sender": "human", "text": "An older export.", "created_at": "2024-03-01T10:00:01Z"}]}]
            """;

    @TempDir
    private Path directory;

    @Test
    void the_current_branch_of_a_conversation_of_chatgpt_becomes_turns_and_all_else_is_named() throws IOException {
        try (LongTermMemory memory = open()) {
            ChatExport export = new ChatExport(file(CHAT_GPT), ZOE);
            ImportResult receipt = memory.maintenance().importFrom(export, ProgressListener.SILENT);

            assertThat(receipt.added()).containsOnlyKeys("turn").containsEntry("turn", 2L);
            assertThat(turns(memory))
                    .extracting(
                            StoredTurn::text,
                            turn -> turn.turn().role(),
                            turn -> turn.turn().saidAt(),
                            StoredTurn::conversation)
                    .containsExactlyInAnyOrder(
                            tuple(
                                    "My boat is called Petrel.",
                                    Role.USER,
                                    Instant.parse("2023-11-09T21:20:00.250Z"),
                                    "conv-1"),
                            tuple(
                                    "A lovely name.",
                                    Role.ASSISTANT,
                                    Instant.parse("2023-11-09T21:20:00.250Z"),
                                    "conv-1"));
            assertThat(turns(memory).get(0).metadata().asMap()).containsEntry("title", "Boats");
            assertThat(receipt.losses())
                    .extracting(ImportLoss::record)
                    .containsExactlyInAnyOrder("m0", "m1", "n2", "m3", "m4");
            assertThat(receipt.incomplete()).isEqualTo(4);
            assertThat(receipt.complete()).isTrue();
            assertThat(memory.search(ZOE, "boat").hits()).isNotEmpty();

            ImportResult again = memory.maintenance().importFrom(export, ProgressListener.SILENT);
            assertThat(again.added()).isEmpty();
            assertThat(again.present()).isEqualTo(2);
            assertThat(memory.maintenance()
                            .importFrom(new ChatExport(export.file(), Scope.user("tom")), ProgressListener.SILENT)
                            .added())
                    .as("the same file for somebody else")
                    .containsEntry("turn", 2L);
        }
    }

    @Test
    void the_current_branch_of_a_conversation_of_claude_becomes_turns_and_all_else_is_named() throws IOException {
        try (LongTermMemory memory = open()) {
            ImportResult receipt =
                    memory.maintenance().importFrom(new ChatExport(file(CLAUDE), ZOE), ProgressListener.SILENT);
            assertThat(turns(memory))
                    .extracting(StoredTurn::text, turn -> turn.turn().role(), StoredTurn::conversation)
                    .containsExactlyInAnyOrder(
                            tuple("I keep bees.", Role.USER, "c-1"),
                            tuple("How many hives?", Role.ASSISTANT, "c-1"),
                            tuple("Nine, see the list.", Role.USER, "c-1"),
                            tuple("An older export.", Role.USER, "c-2"));
            assertThat(receipt.losses()).extracting(ImportLoss::record).containsExactlyInAnyOrder("u2", "u4");
            assertThat(receipt.incomplete()).isEqualTo(1);
        }
    }

    @Test
    void a_file_of_neither_is_rejected_without_quoting_it_and_of_one_cut_short_the_beginning_is_imported()
            throws IOException {
        try (LongTermMemory memory = open()) {
            for (String other : List.of("", "{}", "[{\"secret\": 1}]", "secret", "[1]")) {
                assertThatThrownBy(() -> memory.maintenance()
                                .importFrom(new ChatExport(file(other), ZOE), ProgressListener.SILENT))
                        .as(other)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageNotContaining("secret");
            }
            String cut = CLAUDE.substring(0, CLAUDE.indexOf("\"An older"));
            assertThatThrownBy(() ->
                            memory.maintenance().importFrom(new ChatExport(file(cut), ZOE), ProgressListener.SILENT))
                    .isInstanceOf(InvalidInputException.class);
            assertThat(turns(memory)).hasSize(3);
        }
    }

    @Test
    void mem0s_keys_and_times_are_read_in_either_spelling_and_one_bad_record_keeps_no_other_out() throws IOException {
        Path getAll = file("""
                {"count": 9, "next": "https://localhost/?page=2", "previous": null, "results": [
                  {"id": "1", "memory": "Lives in Lisbon", "userId": "zoe", "createdAt": "2025-03-01T10:00:00Z",
                   "updatedAt": 1746093600, "expirationDate": null, "attributedTo": "Zoe"},
                  {"id": "2", "memory": "Likes tea", "userId": "zoe", "createdAt": 1741860000123},
                  {"id": "3", "memory": "Has a dog", "user_id": "zoe", "created_at": "1741860000.5", "sessionId": "r1"},
                  {"id": "4", "memory": "Somebody else's", "user_id": "zoe w", "created_at": null},
                  {"id": "5 5", "memory": "An odd id", "user_id": "zoe"},
                  {"id": "6", "memory": "A bad time", "user_id": "zoe", "created_at": "soon"},
                  {"id": "7", "memory": " ", "user_id": "zoe"},
                  {"memory": "No id", "user_id": "zoe"},
                  {"id": "8", "memory": "Nobody's"}]}
                """);
        try (LongTermMemory memory = open()) {
            ImportResult receipt =
                    memory.maintenance().importFrom(new Mem0Export(getAll, List.of(), null), ProgressListener.SILENT);
            assertThat(receipt.added("memory")).isEqualTo(4);
            assertThat(receipt.incomplete()).isEqualTo(5);
            assertThat(receipt.complete()).as("a page of a larger list").isFalse();
            assertThat(receipt.losses())
                    .extracting(ImportLoss::record)
                    .containsExactly("4", "5 5", "6", "7", "record 8", "8");
            assertThat(receipt.reasons().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(6);
            Memory lisbon = memory.get(ZOE, "1").orElseThrow();
            assertThat(lisbon.recordedAt()).isEqualTo(Instant.parse("2025-03-01T10:00:00Z"));
            assertThat(lisbon.updatedAt()).isEqualTo(Instant.parse("2025-05-01T10:00:00Z"));
            assertThat(lisbon.attributedTo()).isEqualTo("Zoe");
            assertThat(memory.get(ZOE, "2").orElseThrow().recordedAt())
                    .isEqualTo(Instant.parse("2025-03-13T10:00:00.123Z"));
            assertThat(memory.get(ZOE.withRun("r1"), "3").orElseThrow().recordedAt())
                    .isEqualTo(Instant.parse("2025-03-13T10:00:00.500Z"));
            assertThat(memory.maintenance()
                            .importFrom(new Mem0Export(getAll, List.of(), null), ProgressListener.SILENT)
                            .added())
                    .isEmpty();
        }
    }

    @Test
    void a_list_that_says_how_many_there_are_and_has_them_all_is_whole() throws IOException {
        Path getAll = file("{\"results\": [{\"id\": \"1\", \"memory\": \"x\", \"user_id\": \"zoe\"}],"
                + " \"count\": 1, \"next\": null}");
        try (LongTermMemory memory = open()) {
            assertThat(memory.maintenance()
                            .importFrom(new Mem0Export(getAll, List.of(), null), ProgressListener.SILENT)
                            .complete())
                    .isTrue();
        }
    }

    @Test
    void secrets_of_other_systems_are_redacted_before_they_are_stored() throws IOException {
        String secret = "hunter2-Xk9";
        String said = "My password is " + secret + ", remember that.";
        Path chats = file(CLAUDE.replace("I keep bees.", said).replace("\"Bees\"", '"' + said + '"'));
        Path openAi = file(CHAT_GPT.replace("My boat is called Petrel.", said).replace("\"Boats\"", '"' + said + '"'));
        Path getAll = file("[{\"id\": \"1\", \"memory\": \"" + said + "\", \"user_id\": \"zoe\"}]");
        Instant at = Instant.parse("2025-03-01T10:00:00Z");
        List<Mem0Export.Step> steps = List.of(
                new Mem0Export.Step("s1", "1", null, "old: " + said, "ADD", at, null),
                new Mem0Export.Step("s2", "1", "old: " + said, said, "UPDATE", at, null),
                new Mem0Export.Step("s3", "2", said, null, "DELETE", at, null));
        try (LongTermMemory memory = open()) {
            importAll(memory.maintenance(), chats, openAi, new Mem0Export(getAll, steps, ZOE));
            assertThat(turns(memory))
                    .filteredOn(turn -> turn.text().contains(Redactor.MARK))
                    .hasSize(2);
            assertThat(memory.history(ZOE, "1")).hasSize(2);
            assertThat(everything(memory.maintenance()))
                    .contains("My password is [redacted]")
                    .doesNotContain(secret);
        }
        try (TransferSession session = LongTermMemory.builder()
                .directory(directory.resolve("ledger alone"))
                .openForTransfer()) {
            importAll(session, chats, openAi, new Mem0Export(getAll, steps, ZOE));
            assertThat(everything(session))
                    .contains("My password is [redacted]")
                    .doesNotContain(secret);
        }
    }

    @Test
    void the_redactor_of_the_memory_is_the_one_that_imports_pass() throws IOException {
        try (TransferSession session = LongTermMemory.builder()
                .directory(directory.resolve("memory"))
                .extraction(ExtractionSettings.builder()
                        .redactor(text -> text.replace("bees", ""))
                        .build())
                .openForTransfer()) {
            session.importFrom(new ChatExport(file(CLAUDE), ZOE), ProgressListener.SILENT);
            assertThat(everything(session)).contains("I keep .").doesNotContain("I keep bees");
        }
    }

    private static void importAll(Transfer transfer, Path claude, Path chatGpt, Mem0Export mem0) {
        transfer.importFrom(new ChatExport(claude, ZOE), ProgressListener.SILENT);
        transfer.importFrom(new ChatExport(chatGpt, ZOE), ProgressListener.SILENT);
        transfer.importFrom(mem0, ProgressListener.SILENT);
    }

    private static String everything(Transfer transfer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transfer.exportTo(out, ExportRequest.everything(), ProgressListener.SILENT);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "export", ".json"), json);
    }

    private LongTermMemory open() {
        return LongTermMemory.builder()
                .directory(directory.resolve("memory"))
                .embedder(new WordEmbedder())
                .open();
    }

    private static List<StoredTurn> turns(LongTermMemory memory) {
        return memory.listTurns(ListRequest.builder(ZOE).limit(50).build()).items();
    }
}
