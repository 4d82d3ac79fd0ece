// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTest {

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(folder);
    }

    @Test
    void builds_at_the_first_start_and_not_again() {
        Ran first = Ran.of(checkout.memoir("chat"), "");
        Ran second = Ran.of(checkout.memoir("chat"), "");
        assertThat(first.err()).contains("building langchain4j-chatbot");
        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void the_build_says_nothing_on_standard_output_and_leaves_standard_input_alone() {
        Ran ran = Ran.of(checkout.memoir("chat"), "said to the program\n");
        assertThat(ran.out())
                .startsWith("pid ")
                .endsWith("\nsaid to the program\n")
                .doesNotContain("noise");
    }

    @Test
    void arguments_and_exit_code_pass_through() {
        Ran ran = Ran.of(checkout.memoir("chat", "--user", "two words", "", "*"), "");
        assertThat(ran.exit()).isEqualTo(42);
        assertThat(ran.out())
                .endsWith("<dev.memoir.samples.chat.Chat>\n<--user>\n<two words>\n<>\n<*>\n")
                .contains("<" + checkout.root + "/" + Checkout.CHAT + "/target/memoir-sample-langchain4j-chatbot.jar:"
                        + checkout.root + "/core/memory/target/core.jar>");
    }

    @Test
    void what_those_need_who_run_a_memory_starts_with_its_name_and_no_bars_where_nobody_watches() {
        Ran ran = Ran.of(checkout.memoir("reindex", "--dir", "a"), "");
        assertThat(ran.out())
                .contains("<-Dmemoir.terminal=false>")
                .endsWith("<dev.memoir.samples.operations.Operations>\n<reindex>\n<--dir>\n<a>\n");
    }

    @Test
    void the_program_takes_the_launchers_place_so_signals_reach_it() throws IOException {
        Process process = checkout.memoir("chat").start();
        assertThat(Ran.of(process, "").out()).startsWith("pid " + process.pid() + "\n");
    }

    @Test
    void a_symbolic_link_elsewhere_starts_it_too() throws IOException {
        Path link = Files.createDirectory(folder.resolve("bin")).resolve("memoir");
        Files.createSymbolicLink(folder.resolve("hop"), checkout.root.resolve("memoir"));
        Files.createSymbolicLink(link, Path.of("../hop"));
        assertThat(Ran.of(checkout.started(link, "chat"), "").exit()).isEqualTo(42);
    }

    @Test
    void a_changed_source_is_built() {
        Ran.of(checkout.memoir("chat"), "");
        checkout.aged();
        checkout.write("core/memory/src/main/java/Core.java", "changed");
        Ran.of(checkout.memoir("chat"), "");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void a_deleted_source_is_noticed() throws IOException {
        Ran.of(checkout.memoir("chat"), "");
        checkout.aged();
        Files.delete(checkout.root.resolve(Checkout.CHAT + "/src/main/java/Chat.java"));
        Ran.of(checkout.memoir("chat"), "");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void a_library_that_is_gone_is_fetched_again() throws IOException {
        Ran.of(checkout.memoir("chat"), "");
        Files.delete(checkout.root.resolve("core/memory/target/core.jar"));
        Ran.of(checkout.memoir("chat"), "");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void a_failed_build_is_shown_and_tried_again() throws IOException {
        Path broken = checkout.root.resolve("broken");
        Files.createFile(broken);
        Ran failed = Ran.of(checkout.memoir("chat"), "");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] it does not compile", "the build failed", "memoir-build.log");
        Files.delete(broken);
        assertThat(Ran.of(checkout.memoir("chat"), "").exit()).isEqualTo(42);
    }

    @Test
    void first_starts_at_the_same_time_share_one_build() {
        List<Process> processes = IntStream.range(0, 4)
                .mapToObj(i -> started(checkout.memoir("chat")))
                .toList();
        assertThat(processes)
                .allSatisfy(process -> assertThat(Ran.of(process, "").exit()).isEqualTo(42));
        assertThat(checkout.lines("overlaps")).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(checkout.root.resolve("target/memoir-build.lock")).doesNotExist();
    }

    @Test
    void a_build_that_was_killed_holds_nobody_up() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectory(checkout.root.resolve("target"));
        Files.createSymbolicLink(checkout.root.resolve("target/memoir-build.lock"), Path.of(Long.toString(dead.pid())));
        assertThat(Ran.of(checkout.memoir("chat"), "").exit()).isEqualTo(42);
    }

    @Test
    void builds_with_the_java_it_runs() {
        Ran.of(checkout.memoir("chat"), "");
        assertThat(checkout.lines("builds")).containsExactly(checkout.jdk.toString());
    }

    @Test
    void native_access_is_allowed_where_java_asks_for_it() {
        assertThat(Ran.of(checkout.memoir("chat"), "").out()).doesNotContain("native-access");
        checkout.java("25.0.1");
        assertThat(Ran.of(checkout.memoir("chat"), "").out()).contains("<--enable-native-access=ALL-UNNAMED>");
    }

    @Test
    void an_old_java_is_refused_with_what_to_do() {
        checkout.java("1.8.0_402");
        Ran ran = Ran.of(checkout.memoir("chat"), "");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("is Java 8. Memoir needs 17 or later");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void a_missing_java_is_said() throws IOException {
        Files.delete(checkout.jdk.resolve("bin/java"));
        assertThat(Ran.of(checkout.memoir("chat"), "").err()).contains("JAVA_HOME is", "no bin/java in it");

        ProcessBuilder without = checkout.memoir("chat");
        without.environment().remove("JAVA_HOME");
        // Only what the script itself calls.
        Path bin = Files.createDirectory(folder.resolve("no java"));
        for (String tool : List.of("dirname", "readlink")) {
            Checkout.script(bin.resolve(tool), "#!/bin/sh\nexec " + toolPath(tool) + " \"$@\"\n");
        }
        without.environment().put("PATH", bin.toString());
        Ran ran = Ran.of(without, "");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("No java is found. Install a JDK, 17 or later");
    }

    @Test
    void a_runtime_without_a_compiler_cannot_build_and_says_so() throws IOException {
        Files.delete(checkout.jdk.resolve("bin/javac"));
        Ran ran = Ran.of(checkout.memoir("chat"), "");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("has no compiler. Building needs a JDK");
    }

    @Test
    void an_unknown_program_is_refused_with_those_there_are() {
        Ran ran = Ran.of(checkout.memoir("chatt"), "");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no program 'chatt'", "Usage: memoir PROGRAM");
        assertThat(Ran.of(checkout.memoir(), "").out()).contains("Usage: memoir PROGRAM");
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path toolPath(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
