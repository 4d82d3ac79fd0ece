// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.LongTermMemory;
import dev.memoir.MemoryIndexException;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.Turn;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.testing.WordEmbedder;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is a valid query, whatever its length and characters, and only a bounded part of it is read. */
class AnyQueryTest {

    private static final Scope SCOPE = Scope.user("zoe");

    private static final int HUGE = 4_000_000;

    private static LongTermMemory memory;

    @BeforeAll
    static void open(@TempDir Path directory) {
        memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open();
        memory.add(SCOPE, Turn.user("The pump of the third boiler leaks."), Turn.user("Ana sails on Sundays."));
    }

    @AfterAll
    static void close() {
        memory.close();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a log of 11 KB", log(11_000)),
                Arguments.of("a log of 4 MB", log(HUGE)),
                Arguments.of("more than a turn may have", log(6_000_000)),
                Arguments.of("one word", "a".repeat(HUGE)),
                Arguments.of("one word of CJK", "水".repeat(HUGE)),
                Arguments.of(
                        "distinct words",
                        IntStream.range(0, 100_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "))),
                Arguments.of("punctuation", "?!-+*()[]{}\\\"':~^&|/".repeat(10_000)),
                Arguments.of("one sign", "?"),
                Arguments.of("emoji", "\uD83D\uDE80\uD83D\uDC69\u200D\uD83D\uDE80".repeat(100_000)),
                Arguments.of("lone surrogates", "\uD83D x \uDE80".repeat(100_000)),
                Arguments.of("NUL", "a\0b".repeat(100_000)),
                Arguments.of("right to left", "שלום עולם \u202E مرحبا ".repeat(50_000)),
                Arguments.of(
                        "numbers",
                        IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining(" "))),
                Arguments.of(
                        "dates",
                        IntStream.range(0, 100_000)
                                .mapToObj(i -> Instant.ofEpochSecond(86_400L * i)
                                        .toString()
                                        .substring(0, 10))
                                .collect(Collectors.joining(" "))),
                Arguments.of("names", "Ana Maria's sister Ana is named Ana, ".repeat(50_000)),
                Arguments.of("blanks", "a" + " ".repeat(HUGE) + "b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void any_text_is_a_valid_query_and_the_index_serves_it(String name, String text) {
        SearchRequest request = SearchRequest.builder(SCOPE, text).limit(5).build();
        assertThat(request.query().length()).isLessThanOrEqualTo(16_384);
        // The embedder of these tests has no vector for a text without words.
        assertThat(memory.search(request).notices()).noneMatch(notice -> notice.startsWith("The index"));
    }

    @Test
    void a_question_before_or_after_a_long_text_is_matched() {
        for (String asked : new String[] {"the boiler leaks? " + log(HUGE), log(HUGE) + " the boiler leaks?"}) {
            IndexQuery query = CandidatePool.query(
                    SearchRequest.builder(SCOPE, asked).build(), 10, null, Instant.EPOCH, true, Set.of());
            assertThat(query.text()).contains("the boiler leaks?").hasSizeLessThanOrEqualTo(2_050);
        }
    }

    @Test
    void of_many_times_some_are_asked_for() {
        String text = log(16_000) + " What happened on 12 May 2023?";
        IndexQuery query = CandidatePool.query(
                SearchRequest.builder(SCOPE, text).build(),
                10,
                null,
                Instant.parse("2026-06-15T10:00:00Z"),
                true,
                Set.of());
        assertThat(query.hints().windows()).hasSize(32);
        assertThat(query.hints().windows().get(31).from()).isEqualTo(Instant.parse("2023-05-12T00:00:00Z"));
    }

    @Test
    void what_an_engine_throws_is_an_exception_of_memoir_that_quotes_nothing() {
        MemoryIndex broken = (MemoryIndex) Proxy.newProxyInstance(
                MemoryIndex.class.getClassLoader(), new Class<?>[] {MemoryIndex.class}, (proxy, method, given) -> {
                    throw new IllegalStateException("secret");
                });
        assertThatThrownBy(() -> new CheckedIndex(broken).position())
                .isInstanceOf(MemoryIndexException.class)
                .hasMessageNotContaining("secret")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private static String log(int length) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < length; i++) {
            log.append(Instant.ofEpochSecond(1_700_000_000L + 61L * i))
                    .append(" ERROR [worker-")
                    .append(i % 7)
                    .append("] pump.Service")
                    .append(": java.lang.IllegalStateException: at frame")
                    .append(i)
                    .append("(Pump.java:")
                    .append(i)
                    .append(")\n");
        }
        return log.substring(0, length);
    }
}
