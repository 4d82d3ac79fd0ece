// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path directory;

    private record Ran(int exit, String out, String err) {}

    @ParameterizedTest
    @ValueSource(strings = {"serve", "keys", "keys create", "keys list", "keys revoke"})
    void help_is_shown_without_starting_anything(String command) {
        for (String option : List.of("--help", "-h")) {
            Ran ran = run((command + " " + option).split(" "));
            assertThat(ran.exit()).isZero();
            assertThat(ran.out()).startsWith("Usage: memoir " + command);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"serve --port 70000", "serve --port x", "serve --zone Nowhere", "serve --nothing", "keys create"
            })
    void wrong_options_are_explained(String command) {
        Ran ran = run(command.split(" "));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("memoir: ").contains("Usage: memoir ");
    }

    @Test
    void a_key_is_shown_once_listed_and_revoked() {
        Ran created = keys("create", "--label", "for tests", "--tenant", "acme", "--user", "zoe", "--read-only");
        assertThat(created.exit()).isZero();
        String secret = created.out().strip();
        assertThat(secret).matches("mk_[A-Za-z0-9_-]{43}");
        Ran listed = keys("list");
        assertThat(listed.out())
                .contains("acme", "read-only", "zoe", "for tests", secret.substring(0, 11))
                .doesNotContain(secret);
        String id = listed.out().split(" ", -1)[0];
        assertThat(keys("revoke", id).exit()).isZero();
        assertThat(keys("list").out()).contains("revoked");
        Ran again = keys("revoke", id);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("no valid key");
    }

    @Test
    void a_key_that_makes_no_sense_is_refused() {
        assertThat(keys("create", "--label", "x", "--admin", "--read-only").err())
                .contains("admin key");
        assertThat(keys("create", "--label", "x", "--tenant", "Not valid").err())
                .contains("tenant");
        assertThat(keys("list").out()).contains("There are no keys.");
    }

    private Ran keys(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("keys", command, "--dir", directory.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = ServerCommands.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
