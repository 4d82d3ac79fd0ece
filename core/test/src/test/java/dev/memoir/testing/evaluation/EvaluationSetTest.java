// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the formats of chats, and what is said about files in none of them. */
class EvaluationSetTest {

    @TempDir
    private Path folder;

    private EvaluationSet read(String text) throws IOException {
        return EvaluationSet.read(Files.writeString(folder.resolve("chats.json"), text));
    }

    @Test
    void chats_have_sessions_with_times_roles_and_ids() throws IOException {
        EvaluationSet set = read("""
                {"chats": [{"id": "zoe", "sessions": [
                  {"id": "may", "at": "2026-05-08T18:30:00Z", "turns": [
                    {"id": "m1", "role": "user", "speaker": "Zoe", "text": "Hello"},
                    {"role": "assistant", "text": "Hello Zoe"}]},
                  {"turns": [{"text": "Again", "at": "2026-06-01"}]}]}]}
                """);
        EvaluatedChat zoe = set.chats().get(0);

        assertThat(set.name()).isEqualTo("chats.json");
        assertThat(zoe.turns().map(ChatTurn::id)).containsExactly("m1", "t2", "t3");
        assertThat(zoe.turns().map(turn -> turn.turn().role())).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(zoe.turns().map(ChatTurn::at))
                .containsExactly(
                        Instant.parse("2026-05-08T18:30:00Z"),
                        Instant.parse("2026-05-08T18:31:00Z"),
                        Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(zoe.sessions()).extracting(ChatSession::name).containsExactly("may", "session-2");
        assertThat(zoe.end()).isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(zoe.speakers()).containsExactly("Zoe");
    }

    @Test
    void a_list_of_messages_is_a_chat_without_its_tool_calls() throws IOException {
        EvaluationSet set = read("""
                [{"role": "system", "content": "Be brief."},
                 {"role": "user", "content": [{"type": "text", "text": "What is"}, {"type": "text", "text": "this?"}]},
                 {"role": "assistant", "content": null, "tool_calls": [{}]},
                 {"role": "tool", "content": "{}"}]
                """);

        assertThat(set.chats()).hasSize(1);
        assertThat(set.chats().get(0).turns().map(ChatTurn::id)).containsExactly("t1", "t2", "t4");
        assertThat(set.chats().get(0).turns().map(turn -> turn.turn().text())).contains("What is\nthis?");
    }

    @Test
    void a_file_may_be_compressed_and_begin_with_a_byte_order_mark() throws IOException {
        Path file = folder.resolve("chats.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\ufeff[{\"turns\": [{\"text\": \"Hello\"}]}]".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(EvaluationSet.read(file).turns()).isEqualTo(1);
    }

    @Test
    void an_export_has_a_chat_for_each_scope_and_a_session_for_each_conversation() throws IOException {
        EvaluationSet set = read("""
                {"type":"memoir","format":1,"ledger":"l","exportedAt":"2026-06-01T00:00:00Z"}
                {"type":"turn","user":"zoe","conversation":"b","id":"2","role":"USER","origin":"USER","text":"Later","saidAt":"2026-05-02T00:00:00Z"}
                {"type":"turn","user":"zoe","conversation":"a","id":"1","role":"USER","origin":"USER","speaker":"Zoe","text":"Early","saidAt":"2026-05-01T00:00:00Z"}
                {"type":"turn","user":"zoe","conversation":"a","id":"3","role":"USER","origin":"USER","text":"Hidden","saidAt":"2026-05-01T00:00:00Z","suppressedAt":"2026-05-03T00:00:00Z"}
                {"type":"turn","user":"zoe","agent":"cook","conversation":"a","id":"4","role":"ASSISTANT","origin":"ASSISTANT","text":"Soup","saidAt":"2026-05-01T00:00:00Z","zone":"Europe/Lisbon"}
                {"type":"memory","user":"zoe","id":"5","text":"A fact"}
                {"type":"end","records":5}
                """);

        assertThat(set.chats()).extracting(EvaluatedChat::id).containsExactly("zoe", "zoe/cook");
        assertThat(set.chats().get(0).turns().map(ChatTurn::id)).containsExactly("1", "2");
        assertThat(set.chats().get(0).sessions()).extracting(ChatSession::name).containsExactly("a", "b");
    }

    @Test
    void a_truncated_export_is_refused() {
        assertThatThrownBy(() -> read("{\"type\":\"memoir\",\"format\":1}\n{\"type\":\"turn\"}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ends early");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | is empty",
                "{\"chats\": [ | is not valid JSON at line 1",
                "{\"chats\": []} | has no chat",
                "{\"pets\": 3} | in no known format",
                "\"text\" | in no known format",
                "[{\"id\": \"a\", \"turns\": []}] | there is no turn",
                "[{\"id\": \"a\", \"turns\": {}}] | \"turns\" is not a list",
                "[{\"id\": \"a b\", \"turns\": [{\"text\": \"x\"}]}] | contains white space",
                "[{\"id\": \"a\", \"turns\": [{\"text\": \"x\"}]}, {\"id\": \"a\", \"turns\": [{\"text\": \"x\"}]}]"
                        + " | Two chats have the id 'a'",
                "[{\"id\": \"a\", \"turns\": [{\"id\": \"t2\", \"text\": \"x\"}, {\"text\": \"y\"}]}]"
                        + " | two turns have the id 't2'",
                "[{\"id\": \"a\", \"turns\": [{\"text\": \" \"}]}] | turn 't1' has no text",
                "[{\"id\": \"a\", \"turns\": [{\"role\": \"narrator\", \"text\": \"x\"}]}] | has the role 'narrator'",
                "[{\"id\": \"a\", \"turns\": [{\"at\": \"May\", \"text\": \"x\"}]}] | is not ISO 8601",
                "{\"a\": 1} {\"b\": 2} | has 2 lines of JSON",
                "[{\"mapping\": {}}] | ./memoir import --user me",
                "{\"results\": [{\"memory\": \"x\", \"hash\": \"y\"}]} | is an export of mem0",
            })
    void odd_files_are_refused_with_a_reason(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("chats.json");
    }

    @Test
    void a_missing_file_and_a_damaged_archive_are_said() throws IOException {
        assertThatThrownBy(() -> EvaluationSet.read(folder.resolve("nowhere.json")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no file");
        Path cut = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertThatThrownBy(() -> EvaluationSet.read(cut))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("damaged gzip");
    }
}
