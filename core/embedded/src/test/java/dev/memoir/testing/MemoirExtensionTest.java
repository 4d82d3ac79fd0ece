// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.llm.LanguageModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Tests are recorded, replayed and found stale as a user's are: by JUnit. */
class MemoirExtensionTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    static Path temporary;

    private static Path folder;
    private static String words;

    @BeforeEach
    void start() throws IOException {
        words = "I live in Berlin.";
        folder = temporary.resolve("MemoirExtensionTest.Told");
        Files.createDirectories(folder);
        for (String file : recorded()) {
            Files.delete(folder.resolve(file));
        }
    }

    @AfterEach
    void replay() {
        System.clearProperty(ReplyMode.PROPERTY);
    }

    /** Run by the tests below, and not found by the build: neither its name nor its being nested makes it one. */
    static class Told {

        @RegisterExtension
        static final MemoirExtension MEMOIR = MemoirExtension.builder()
                .directory(temporary)
                .recordingFrom("by hand", () -> (messages, schema) -> """
                        {"operations": [{"op": "ADD", "kind": "FACT", "text": "The user lives in Berlin.",
                          "subject": "user", "entities": [], "turns": [1], "quote": "%s"}]}
                        """.formatted(words))
                .build();

        @Test
        void a_fact_is_extracted(LongTermMemory memory, TestClock clock) {
            memory.add(ZOE, Turn.user(words));
            assertThat(memory.learning().flush(Duration.ofMinutes(1))).isTrue();
            assertThat(memory.list(ListRequest.builder(ZOE).build()).items())
                    .singleElement()
                    .extracting(Memory::recordedAt)
                    .isEqualTo(clock.instant());
        }

        @Test
        void nothing_is_asked(LanguageModel replies) {
            assertThat(replies).isNotNull();
        }
    }

    @Test
    void a_test_is_recorded_and_replayed_and_fails_with_the_stale_file_when_its_prompt_changes() throws IOException {
        assertThat(run("a_fact_is_extracted")).contains("No reply is recorded").contains("> I live in Berlin.");
        System.setProperty(ReplyMode.PROPERTY, "record");
        assertThat(run("a_fact_is_extracted")).isNull();
        System.setProperty(ReplyMode.PROPERTY, "replay");
        assertThat(run("a_fact_is_extracted")).isNull();
        words = "I live in Berlin!";
        assertThat(run("a_fact_is_extracted"))
                .contains("a_fact_is_extracted-1.md is stale")
                .contains("- > I live in Berlin.\n+ > I live in Berlin!");
        System.setProperty(ReplyMode.PROPERTY, "record");
        assertThat(run("a_fact_is_extracted")).isNull();
        assertThat(recorded()).containsExactly("a_fact_is_extracted-2.md", "schema.json", "system.md");
    }

    @Test
    void a_test_that_does_not_ask_for_what_is_recorded_of_it_fails() throws IOException {
        System.setProperty(ReplyMode.PROPERTY, "record");
        assertThat(run("a_fact_is_extracted")).isNull();
        System.setProperty(ReplyMode.PROPERTY, "replay");
        Path file = folder.resolve("a_fact_is_extracted-1.md");
        String recorded = Files.readString(file);
        Files.writeString(file, recorded.replace("test: a_fact_is_extracted", "test: nothing_is_asked"));
        assertThat(run("nothing_is_asked")).contains("not requested by the test", "a_fact_is_extracted-1.md");
        Files.writeString(file, recorded.replace("test: a_fact_is_extracted", "test: was_renamed"));
        assertThat(run("nothing_is_asked")).contains("not requested by any method", "a_fact_is_extracted-1.md");
    }

    @Test
    void an_unknown_mode_is_refused() {
        System.setProperty(ReplyMode.PROPERTY, "rekord");
        assertThat(run("nothing_is_asked")).contains("memoir.replies is 'rekord'. Choose [replay, record, accept].");
    }

    private static @Nullable String run(String method) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(Told.class, method(method)))
                                .build(),
                        summary);
        assertThat(summary.getSummary().getTestsStartedCount()).isEqualTo(1);
        return summary.getSummary().getFailures().stream()
                .map(failure -> failure.getException().getMessage())
                .findFirst()
                .orElse(null);
    }

    private static Method method(String name) {
        return Stream.of(Told.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> recorded() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
