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

/** The launcher records the classes that the memory server loads, so that it starts faster. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class ClassArchiveTest {

    private static final String ARCHIVE = Checkout.SERVER + "/target/classes-17.0.15.jsa";

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(folder);
        // Java as far as the launcher can tell: recording, it is ready until it is ended, and leaves a file.
        Checkout.script(checkout.jdk.resolve("bin/java"), """
                #!/bin/sh
                for argument; do
                  case $argument in -XX:ArchiveClassesAtExit=*) recorded=${argument#*=} ;; esac
                done
                if [ -n "$recorded" ]; then
                  echo "$* ${MEMOIR_SERVER_DATASOURCE:-no database}" >>"%1$s/recordings"
                  [ ! -e "%1$s/occupied" ] || { echo 'no port is free' >&2; exit 1; }
                  trap 'echo recorded >"$recorded"; exit 143' TERM
                  echo 'Memoir is at http://127.0.0.1:1'
                  while :; do sleep 0.05; done
                fi
                for argument; do echo "<$argument>"; done
                """.formatted(checkout.root));
    }

    @Test
    void the_first_start_of_a_build_records_and_later_ones_use_what_was_recorded() {
        Ran first = Ran.of(checkout.memoir("serve", "--port", "0"), "");
        Ran second = Ran.of(checkout.memoir("serve", "--port", "0"), "");
        assertThat(first.err()).contains("recording the classes");
        assertThat(second.err()).isEmpty();
        assertThat(List.of(first.out(), second.out()))
                .allSatisfy(out -> assertThat(out)
                        .contains("<-XX:SharedArchiveFile=" + checkout.root + "/" + ARCHIVE + ">")
                        .endsWith("<serve>\n<--port>\n<0>\n"));
        assertThat(checkout.lines("recordings")).hasSize(1);
    }

    @Test
    void recording_runs_on_a_memory_of_its_own_whatever_the_environment_says() {
        ProcessBuilder serve = checkout.memoir("serve", "--dir", "mine");
        serve.environment().put("MEMOIR_SERVER_DATASOURCE", "postgresql://somebody");
        Ran.of(serve, "");
        assertThat(checkout.lines("recordings"))
                .singleElement()
                .asString()
                .contains("serve --port 0 --dir ")
                .doesNotContain("mine")
                .endsWith("no database");
    }

    @Test
    void another_build_or_another_java_records_again() {
        Ran.of(checkout.memoir("serve"), "");
        checkout.aged();
        checkout.write(Checkout.SERVER + "/src/main/java/Server.java", "changed");
        Ran.of(checkout.memoir("serve"), "");
        assertThat(checkout.lines("recordings")).hasSize(2);
        checkout.java("21.0.1");
        assertThat(Ran.of(checkout.memoir("serve"), "").out()).contains("classes-21.0.1.jsa");
        assertThat(checkout.lines("recordings")).hasSize(3);
    }

    @Test
    void a_recording_that_fails_is_shown_and_the_server_starts_without() throws IOException {
        Files.createFile(checkout.root.resolve("occupied"));
        Ran ran = Ran.of(checkout.memoir("serve"), "");
        assertThat(ran.err()).contains("no port is free", "starting without");
        assertThat(ran.out()).doesNotContain("SharedArchiveFile").endsWith("<serve>\n");
        assertThat(checkout.root.resolve(ARCHIVE)).doesNotExist();
    }

    @Test
    void the_help_and_other_programs_do_not_wait_for_a_recording() {
        Ran.of(checkout.memoir("serve", "--help"), "");
        Ran.of(checkout.memoir("keys", "list"), "");
        Ran.of(checkout.memoir("mcp"), "");
        Ran.of(checkout.memoir("chat"), "");
        assertThat(checkout.lines("recordings")).isEmpty();
    }

    @Test
    void first_starts_at_the_same_time_share_one_recording() {
        List<Process> processes = IntStream.range(0, 3)
                .mapToObj(i -> started(checkout.memoir("serve")))
                .toList();
        assertThat(processes)
                .allSatisfy(process -> assertThat(Ran.of(process, "").out()).contains("SharedArchiveFile"));
        assertThat(checkout.lines("recordings")).hasSize(1);
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
