// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replies are recorded, replayed for the very same prompt, and found out when they are stale. */
class RecordedRepliesTest {

    private static final String SCHEMA = "{\"type\": \"object\"}";
    private static final String AWKWARD = "one\n\n=== reply\n\\=== user\n---\n last ";

    @TempDir
    Path folder;

    private RecordedReplies replies(String test, ReplyMode mode) {
        return new RecordedReplies(
                new Recordings(folder),
                test,
                mode,
                new Recorder(
                        "parrot",
                        () -> (messages, schema) ->
                                "You said: " + messages.get(messages.size() - 1).text()));
    }

    private static List<Message> prompt(String words) {
        return List.of(new Message(Role.SYSTEM, "Repeat.\nAll of it."), new Message(Role.USER, words));
    }

    @Test
    void what_was_recorded_is_replayed_letter_for_letter() {
        String recorded = replies("a", ReplyMode.RECORD).complete(prompt(AWKWARD), SCHEMA);
        RecordedReplies replayed = replies("a", ReplyMode.REPLAY);
        assertThat(replayed.complete(prompt(AWKWARD), SCHEMA))
                .isEqualTo(recorded)
                .isEqualTo("You said: " + AWKWARD);
        assertThat(replayed.complete(prompt(AWKWARD), SCHEMA)).isEqualTo(recorded);
        assertThat(replayed.unused()).isEmpty();
    }

    @Test
    void what_prompts_have_in_common_stands_in_one_file() throws IOException {
        RecordedReplies recording = replies("a", ReplyMode.RECORD);
        recording.complete(prompt("one"), SCHEMA);
        recording.complete(prompt("two"), SCHEMA);
        assertThat(files()).containsExactly("a-1.md", "a-2.md", "schema.json", "system.md");
        assertThat(Files.readString(folder.resolve("a-2.md")))
                .contains(
                        "test: a\nmodel: parrot\nprompt: sha256:",
                        "\n=== system: system.md\n=== user\ntwo\n=== reply\nYou said: two\n");
    }

    @Test
    void a_changed_prompt_names_the_stale_recording_and_shows_how_it_changed() {
        RecordedReplies recording = replies("a", ReplyMode.RECORD);
        recording.complete(prompt("Where does Ana live?\nAnd Bo?"), null);
        recording.complete(prompt("How are you?"), null);
        RecordedReplies replayed = replies("a", ReplyMode.REPLAY);
        assertThatExceptionOfType(UnrecordedPromptException.class)
                .isThrownBy(() -> replayed.complete(prompt("Where does Anna live?\nAnd Bo?"), null))
                .withMessageContaining("a-1.md is stale")
                .withMessageContaining("- Where does Ana live?\n+ Where does Anna live?\n  And Bo?\n")
                .withMessageContaining("-Dmemoir.replies=record")
                .withMessageContaining("-Dmemoir.replies=accept");
        assertThat(replayed.unrecorded()).hasSize(1);
        assertThat(replayed.unused()).hasSize(2);
    }

    @Test
    void a_changed_system_message_or_schema_makes_a_recording_stale() {
        replies("a", ReplyMode.RECORD).complete(prompt("Hello."), SCHEMA);
        RecordedReplies replayed = replies("a", ReplyMode.REPLAY);
        List<Message> other = List.of(
                new Message(Role.SYSTEM, "Repeat.\nNothing."), prompt("Hello.").get(1));
        assertThatExceptionOfType(UnrecordedPromptException.class)
                .isThrownBy(() -> replayed.complete(other, SCHEMA))
                .withMessageContaining("- All of it.\n+ Nothing.");
        assertThatExceptionOfType(UnrecordedPromptException.class)
                .isThrownBy(() -> replayed.complete(prompt("Hello."), "{\"type\": \"array\"}"))
                .withMessageContaining("+ {\"type\": \"array\"}");
    }

    @Test
    void a_stale_reply_can_be_kept_for_the_new_prompt() throws IOException {
        replies("a", ReplyMode.RECORD).complete(prompt("Hello."), null);
        String kept = replies("a", ReplyMode.ACCEPT).complete(prompt("Hello!"), null);
        assertThat(kept).isEqualTo("You said: Hello.");
        assertThat(replies("a", ReplyMode.REPLAY).complete(prompt("Hello!"), null))
                .isEqualTo(kept);
        assertThat(files()).containsExactly("a-1.md", "system.md");
    }

    @Test
    void what_is_not_asked_for_is_known_of_each_test_and_deleted_when_it_is_recorded_again() throws IOException {
        replies("a", ReplyMode.RECORD).complete(prompt("one"), null);
        replies("b", ReplyMode.RECORD).complete(prompt("one"), null);
        RecordedReplies again = replies("a", ReplyMode.RECORD);
        again.complete(prompt("two"), null);
        assertThat(again.unused()).extracting(Recording::test).containsExactly("a");
        again.deleteUnused();
        assertThat(files()).containsExactly("a-2.md", "b-1.md", "system.md");
    }

    @Test
    void texts_that_no_recording_shares_any_more_go() throws IOException {
        RecordedReplies recording = replies("a", ReplyMode.RECORD);
        recording.complete(prompt("one"), SCHEMA);
        recording.complete(List.of(new Message(Role.SYSTEM, "Other."), new Message(Role.USER, "two")), null);
        assertThat(files()).contains("system.md", "system-2.md", "schema.json");
        Files.delete(folder.resolve("a-1.md"));
        new Recordings(folder).tidy();
        assertThat(files()).containsExactly("a-2.md", "system-2.md");
    }

    @Test
    void a_prompt_that_was_edited_by_hand_is_refused_and_a_reply_is_not() throws IOException {
        replies("a", ReplyMode.RECORD).complete(prompt("Hello."), null);
        Path file = folder.resolve("a-1.md");
        String written = Files.readString(file);
        Files.writeString(file, written.replace("You said: Hello.", "You said: Good day."));
        assertThat(replies("a", ReplyMode.REPLAY).complete(prompt("Hello."), null))
                .isEqualTo("You said: Good day.");
        Files.writeString(file, written.replace("\nHello.\n", "\nGood day.\n"));
        assertThatIllegalStateException()
                .isThrownBy(() -> replies("a", ReplyMode.REPLAY))
                .withMessageContaining("a-1.md")
                .withMessageContaining("its prompt was edited");
    }

    @Test
    void lines_that_end_as_on_windows_change_nothing() throws IOException {
        replies("a", ReplyMode.RECORD).complete(prompt("one\ntwo"), SCHEMA);
        for (String file : files()) {
            Path path = folder.resolve(file);
            Files.writeString(path, Files.readString(path).replace("\n", "\r\n"));
        }
        assertThat(replies("a", ReplyMode.REPLAY).complete(prompt("one\ntwo"), SCHEMA))
                .isEqualTo("You said: one\ntwo");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
