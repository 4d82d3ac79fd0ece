// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ExitCode;

/** The options of {@code memoir import}, and what it exits with. */
class ImportOptionsTest {

    private static final String CLAUDE = """
            [{"uuid": "c-1", "name": "Bees", "created_at": "2025-03-01T10:00:00Z", "chat_messages": [
               {"uuid": "u1", "sender": "human", "text": "My password is hunter2-Xk9.",
                "created_at": "2025-03-01T10:00:01Z"}]}]
            """;

    private static final String PAGE = """
            {"count": 9, "next": "https://localhost/?page=2", "results": [
               {"id": "1", "memory": "Lives in Lisbon", "user_id": "zoe"}, {"id": "2", "memory": "Nobody's"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void conversations_are_the_users_and_redacted() throws IOException {
        Path file = file(CLAUDE);
        assertThat(run("--user", "zoe", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(run("--user", "zoe", file.toString())).as("again").isEqualTo(ExitCode.OK);
        assertThat(exported("zoe"))
                .containsOnlyOnce("My password is [redacted]")
                .contains("\"conversation\":\"c-1\"")
                .doesNotContain("hunter2");
        assertThat(exported("tom")).doesNotContain("password");
    }

    @Test
    void a_page_of_a_larger_list_is_imported_and_an_error_unless_it_is_accepted() throws IOException {
        Path file = file(PAGE);
        assertThat(run("--mem0", file.toString())).isEqualTo(ExitCode.SOFTWARE);
        assertThat(exported("zoe")).contains("Lives in Lisbon").doesNotContain("Nobody's");
        assertThat(run("--mem0", "--page", "--default-user", "tom", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(exported("tom")).contains("Nobody's");
    }

    @Test
    void an_export_that_was_cut_short_is_an_error() throws IOException {
        run("--user", "zoe", file(CLAUDE).toString());
        List<String> lines = exported("zoe").lines().toList();
        Path cut = file(String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        assertThat(run(cut.toString())).isEqualTo(ExitCode.SOFTWARE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--user zoe --mem0 FILE",
                "--user zoe -",
                "--page FILE",
                "--default-user zoe FILE",
                "--history FILE FILE",
                "--user zoe --page FILE",
                "missing.json",
                "--user zoe missing.json"
            })
    void options_that_do_not_belong_together_and_missing_files_are_refused_before_a_memory_is_made(String given)
            throws IOException {
        String file = file(CLAUDE).toString();
        assertThat(run(given.replace("FILE", file).split(" "))).isEqualTo(ExitCode.SOFTWARE);
        assertThat(folder.resolve("memory")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--user", "--unknown FILE", "--mem0"})
    void a_command_line_that_is_none_is_a_usage_error(String given) throws IOException {
        String file = file(CLAUDE).toString();
        String[] arguments =
                given.isEmpty() ? new String[0] : given.replace("FILE", file).split(" ");
        assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_file_of_something_else_is_an_error() throws IOException {
        String file = file("[{\"secret\": 1}]").toString();
        assertThat(run("--user", "zoe", file)).isEqualTo(ExitCode.SOFTWARE);
        assertThat(run(file)).isEqualTo(ExitCode.SOFTWARE);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("import", "--dir", folder.resolve("memory").toString()));
        all.addAll(List.of(arguments));
        return Operations.commandLine().execute(all.toArray(String[]::new));
    }

    private String exported(String user) throws IOException {
        Path out = folder.resolve("exported.jsonl");
        Files.deleteIfExists(out);
        assertThat(Operations.commandLine()
                        .execute(
                                "export", "--dir", folder.resolve("memory").toString(), "--user", user, out.toString()))
                .isZero();
        return Files.readString(out);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "given", ".json"), content);
    }
}
