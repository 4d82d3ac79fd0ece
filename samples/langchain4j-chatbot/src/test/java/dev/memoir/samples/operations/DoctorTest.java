// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code memoir doctor} prints, and its exit codes. What it finds is tested where it is found. */
class DoctorTest {

    @TempDir
    private Path folder;

    private record Printed(int exit, String out) {}

    private void fill() {
        try (LongTermMemory memory = LongTermMemory.open(folder)) {
            memory.add(Scope.user("zoe"), Turn.user("My sister Ana moved to Lisbon."));
        }
    }

    private static Printed doctor(String... options) {
        StringWriter out = new StringWriter();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        int exit = Operations.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
        return new Printed(exit, out.toString());
    }

    @Test
    void a_sound_memory_exits_with_0_and_every_check_has_a_line() {
        fill();
        Printed printed = doctor("--dir", folder.toString(), "--thorough");
        assertThat(printed.exit()).as(printed.out()).isZero();
        List<String> lines = printed.out().lines().toList();
        assertThat(lines).hasSize(17).first().isEqualTo("memoir OK: all 16 checks passed");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("OK      size: 1 turn and 0 memories"));
        assertThat(printed.out()).doesNotContain("Lisbon", "zoe");
    }

    @Test
    void a_warning_exits_with_1_and_says_what_to_do() throws IOException {
        fill();
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            Files.delete(files.filter(file -> file.getFileName().toString().startsWith("segments"))
                    .findFirst()
                    .orElseThrow());
        }
        Printed printed = doctor("--dir", folder.toString());
        assertThat(printed.exit()).isEqualTo(1);
        assertThat(printed.out())
                .startsWith("memoir WARNING: look at index\n")
                .containsPattern("WARNING index: There is no index in .* -> It is rebuilt");
    }

    @Test
    void a_problem_exits_with_2_also_as_json() throws IOException {
        Files.write(
                folder.resolve("ledger.db"),
                "no database at all, by no means whatever".repeat(50).getBytes(StandardCharsets.UTF_8));
        assertThat(doctor("--dir", folder.toString()).exit()).isEqualTo(2);
        Printed printed = doctor("--dir", folder.toString(), "--json");
        assertThat(printed.exit()).isEqualTo(2);
        JsonNode json = new ObjectMapper().readTree(printed.out());
        assertThat(json.path("level").asText()).isEqualTo("PROBLEM");
        assertThat(json.path("checks").findValuesAsText("check")).contains("java", "ledger");
        assertThat(json.at("/checks/0/figures/version").asInt())
                .isEqualTo(Runtime.version().feature());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--embedder openai",
                "--daily-tokens many",
                "--daily-tokens 0",
                "--datasource mysql://root:s3cret@localhost/app",
                "--datasource postgresql://",
                "--dir . --datasource postgresql://localhost/app",
                "--no-index --dir .",
                "--schema Weird --datasource postgresql://localhost/app",
            })
    void wrong_options_exit_with_3(String options) {
        assertThat(doctor(options.split(" ")).exit()).isEqualTo(3);
    }

    @Test
    void a_directory_whose_name_would_take_over_a_terminal_is_printed_in_one_harmless_line() {
        Printed printed = doctor("--dir", folder.resolve("a\u001b[2J\nb").toString());
        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.out()).doesNotContain("\u001b").contains("There is no directory");
        assertThat(printed.out().lines()).hasSize(4);
    }
}
