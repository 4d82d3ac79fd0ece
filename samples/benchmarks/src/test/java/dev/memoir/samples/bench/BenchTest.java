// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class BenchTest {

    @TempDir
    private Path folder;

    static Stream<String> benchmarks() {
        return Bench.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void every_benchmark_shows_its_help_and_measures_nothing(String name) {
        for (String option : new String[] {"--help", "-h"}) {
            Run run = Run.of(name, option);
            assertThat(run.exit()).isZero();
            assertThat(run.out()).startsWith("Usage: memoir bench " + name);
        }
        assertThat(Run.of("--help").out()).startsWith("Usage: memoir bench ").contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"locomo", "scale", "embed"})
    void the_data_set_is_named_by_its_file_and_has_no_default(String name) {
        assertThat(Run.of(name).exit()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Run.of(name).err()).contains("Missing required parameter: 'FILE'");
        Run missing = Run.of(name, folder.resolve("nowhere.json").toString());
        assertThat(missing.exit()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(missing.err()).contains("There is no file").contains("nowhere.json");
    }

    @Test
    void no_default_is_a_path_outside_of_the_repository() {
        assertThat(Bench.commandLine().getSubcommands().values().stream()
                        .flatMap(command -> command.getCommandSpec().args().stream())
                        .map(ArgSpec::initialValue)
                        .filter(Path.class::isInstance)
                        .map(Object::toString))
                .noneMatch(path -> path.startsWith(".."));
    }

    @Test
    void the_figures_are_written_as_json_and_a_folder_that_is_missing_is_said_before_measuring() throws IOException {
        Path data = Files.writeString(folder.resolve("talk.json"), """
                [{"sample_id": "c1", "conversation": {
                  "session_1_date_time": "1:00 pm on 2 May, 2023",
                  "session_1": [
                    {"dia_id": "D1:1", "speaker": "Ada", "text": "My boat is called Petrel."},
                    {"dia_id": "D1:2", "speaker": "Bo", "text": "The oven is broken again."}]},
                  "observation": {"session_1_observation": {"Ada": [["Ada's boat is called Petrel.", "D1:1"]]}},
                  "qa": [{"question": "What is Ada's boat called?", "evidence": ["D1:1"], "category": 4}]}]
                """);
        assertThat(Run.of(
                                "locomo",
                                data.toString(),
                                "--json",
                                folder.resolve("no/where.json").toString())
                        .err())
                .contains("There is no folder for");
        Path out = folder.resolve("figures.json");
        Run run = Run.of("locomo", data.toString(), "--facts", "--json", out.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toFile());
        assertThat(figures.path("turns").asInt()).isEqualTo(2);
        assertThat(figures.path("facts").asInt()).isEqualTo(1);
        assertThat(figures.path("recall").path(0).path("R@5").asDouble()).isEqualTo(100);
        assertThat(figures.path("search").path("calls").asInt()).isEqualTo(1);
    }

    private record Run(int exit, String out, String err) {

        static Run of(String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int exit = Bench.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
            return new Run(exit, out.toString(), err.toString());
        }
    }
}
