// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged chat in real processes. */
class ChatIT {

    private static final String SAID = "My sister Ana moved to Lisbon in May.\n";
    private static final String ASKED = "Where does my sister live?\n";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    @TempDir
    private Path folder;

    private Chatting chatting;
    private String dir;

    @BeforeEach
    void home() {
        chatting = new Chatting(folder);
        dir = folder.resolve("a memory").toString();
    }

    @Test
    void what_was_said_to_one_process_the_next_one_knows_of_this_user_alone() {
        Ran told = chatting.chat(SAID, "--user", "zoe", "--dir", dir);
        assertThat(told.exit()).isZero();
        assertThat(told.out()).isEqualTo("I have no language model, and recalled nothing about this.\n");

        Ran asked = chatting.chat(ASKED, "--user", "zoe", "--dir", dir);
        assertThat(asked.exit()).isZero();
        assertThat(asked.out())
                .matches("I have no language model; from memory: “My sister Ana moved to Lisbon in May\\.” "
                        + "\\(user, \\d{4}-\\d\\d-\\d\\d\\)\n");

        Ran stranger = chatting.chat(ASKED, "--user", "tom", "--dir", dir);
        assertThat(stranger.exit()).isZero();
        assertThat(stranger.out()).isEqualTo("I have no language model, and recalled nothing about this.\n");
    }

    @Test
    void an_index_that_was_deleted_is_rebuilt_and_answers_the_same() throws IOException {
        chatting.chat(SAID, "--user", "zoe", "--dir", dir);
        String before = chatting.chat(ASKED, "--user", "zoe", "--dir", dir).out();
        Path index = Path.of(dir, "index");
        try (Stream<Path> files = Files.walk(index)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(chatting.chat(ASKED, "--user", "zoe", "--dir", dir).out())
                .isEqualTo(before)
                .contains("Lisbon");
    }

    @Test
    void an_agent_or_run_narrows_what_is_known() {
        chatting.chat(SAID, "--user", "zoe", "--agent", "a", "--run", "1", "--dir", dir);
        assertThat(chatting.chat(ASKED, "--user", "zoe", "--agent", "b", "--dir", dir)
                        .out())
                .doesNotContain("Lisbon");
        assertThat(chatting.chat(ASKED, "--user", "zoe", "--run", "2", "--dir", dir)
                        .out())
                .doesNotContain("Lisbon");
        assertThat(chatting.chat(ASKED, "--user", "zoe", "--agent", "a", "--dir", dir)
                        .out())
                .contains("Lisbon");
    }

    @Test
    void a_script_sees_answers_on_standard_output_and_all_else_on_standard_error() {
        Ran ran = chatting.chat("\nHello.\r\n   \nWhat is {{this}}?\n", "--user", "zoe", "--dir", dir);
        assertThat(ran.out().lines()).hasSize(2).allMatch(line -> line.startsWith("I have no language model"));
        assertThat(ran.out() + ran.err()).doesNotContain("\u001b", "> ");
        assertThat(ran.err()).containsOnlyOnce("There is no language model").hasLineCount(1);
    }

    @Test
    void words_of_any_script_survive_a_locale_that_knows_none() {
        ProcessBuilder first = chatting.process("--user", "zoe", "--dir", dir);
        first.environment().put("LC_ALL", "C");
        Ran.of(first, "Моя сестра Аня живёт в Лиссабоне 🙂.\n");
        ProcessBuilder second = chatting.process("--user", "zoe", "--dir", dir);
        second.environment().put("LC_ALL", "C");
        assertThat(Ran.of(second, "Где живёт сестра?\n").out()).contains("Моя сестра Аня живёт в Лиссабоне 🙂.");
    }

    @Test
    void memories_are_listed_and_forgotten_by_id() {
        chatting.chat(SAID + "My dog is called Bo.\n", "--user", "zoe", "--dir", dir);
        String list =
                chatting.chat("/memories\n", "--user", "zoe", "--dir", dir).out();
        assertThat(list).contains("Remembered of zoe: 0 memories, 2 turns.", "user: My sister Ana", "user: My dog");
        String id = idOf("My sister Ana", list);

        Ran stranger = chatting.chat("/forget " + id + "\n", "--user", "tom", "--dir", dir);
        assertThat(stranger.out()).contains("No memory of tom has the id " + id, "/facts and /memories show the ids");
        Ran forgot = chatting.chat("/forget " + id + "\n" + ASKED, "--user", "zoe", "--dir", dir);
        assertThat(forgot.out()).startsWith("Destroyed: 1 turns, 0 memories, 0 steps of history, 1 vectors.\n");
        assertThat(forgot.out()).doesNotContain("Lisbon");
        assertThat(chatting.chat("/memories\n", "--user", "zoe", "--dir", dir).out())
                .contains("My dog")
                .doesNotContain("Lisbon");
    }

    @Test
    void forgetting_all_reaches_what_was_just_said() {
        Ran ran = chatting.chat(SAID + "/forget all\n" + ASKED + "/memories\n", "--user", "zoe", "--dir", dir);
        assertThat(ran.out()).contains("Destroyed: 1 turns").doesNotContain("Lisbon");
    }

    @Test
    void a_long_list_is_capped_and_says_so() {
        Ran ran = chatting.chat("one\ntwo\nthree\n/memories 2\n", "--user", "zoe", "--dir", dir);
        assertThat(ran.out())
                .contains("user: three", "These are the latest 2 of 3 turns; /memories 3 shows all.")
                .doesNotContain("user: one");
    }

    @Test
    void commands_that_cannot_be_done_say_what_can() {
        Ran ran = chatting.chat(
                "/forgit\n/forget\n/history\n/history 7\n/memories many\n/help\n/quit\nnever said\n",
                "--user",
                "zoe",
                "--dir",
                dir);
        assertThat(ran.out())
                .contains("There is no command /forgit. /help lists them")
                .contains("Say /forget ID with an id that /memories shows, or /forget all.")
                .contains("Say /history ID")
                .contains("No memory of zoe has the id 7")
                .contains("or a number as in /memories 50.")
                .contains("/facts [N]", "/undo ID", "/why")
                .contains("/quit          end");
        assertThat(ran.out()).doesNotContain("I have no language model");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void a_wrong_option_or_id_exits_with_2_and_the_usage() {
        assertThat(chatting.chat("", "--usr", "zoe")).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("--usr", "Usage: memoir chat");
        });
        assertThat(chatting.chat("", "--user", "z oe", "--dir", dir)).satisfies(ran -> {
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("userId contains white space", "Usage: memoir chat");
        });
        assertThat(Path.of(dir)).doesNotExist();
    }

    @Test
    void without_a_user_or_directory_it_says_whom_it_takes_you_for() {
        Ran ran = chatting.chat("Hello.\n");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("No --user is given; this is " + System.getProperty("user.name"));
        assertThat(folder.resolve(".memoir")).isDirectory();
    }

    @Test
    void a_directory_in_use_is_refused_in_one_line() throws IOException {
        Process holder = chatting.process("--user", "zoe", "--dir", dir).start();
        try (Writer in = holder.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = holder.inputReader(StandardCharsets.UTF_8)) {
            in.write("Hello.\n");
            in.flush();
            assertThat(out.readLine()).isNotNull();

            Ran second = chatting.chat(SAID, "--user", "zoe", "--dir", dir);
            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(lastLine(second.err())).startsWith("memoir: Another memory holds the directory " + dir);
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void a_directory_that_cannot_be_made_is_refused_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran ran = chatting.chat(
                SAID, "--user", "zoe", "--dir", file.resolve("below").toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(lastLine(ran.err())).startsWith("memoir: ").contains(file.toString());
        assertThat(ran.err()).doesNotContain("\tat ", "Exception in thread");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such signal")
    void an_interrupt_ends_it_and_what_was_said_is_kept() throws IOException, InterruptedException {
        assumeThat(interruptsAreIgnored())
                .as("this process was started with interrupts ignored, and so are those that it starts")
                .isFalse();
        Process process = chatting.process("--user", "zoe", "--dir", dir).start();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            in.write(SAID);
            in.flush();
            assertThat(out.readLine()).isNotNull();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(err.lines()).noneMatch(line -> line.contains("Exception"));
        }
        assertThat(chatting.chat(ASKED, "--user", "zoe", "--dir", dir).out()).contains("Lisbon");
    }

    /** Shells start what runs in the background like that; Java then leaves the signal alone. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(ignored -> (ignored & 0b10) != 0);
    }

    private static String lastLine(String text) {
        return text.lines().reduce((earlier, later) -> later).orElse("");
    }

    private static String idOf(String words, String list) {
        String line = list.lines().filter(l -> l.contains(words)).findFirst().orElseThrow();
        Matcher id = ID.matcher(line);
        assertThat(id.find()).isTrue();
        return id.group();
    }
}
