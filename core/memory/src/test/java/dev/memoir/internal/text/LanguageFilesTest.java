// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file is found by its name, and every key in it is read. */
class LanguageFilesTest {

    @Test
    void every_file_is_read() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Languages.class.getResource("lang/en.properties"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".properties", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Languages.all().stream().map(Language::code).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_key_belongs_to_a_topic(Language language) {
        assertThat(language.keys()).allMatch(LanguageFilesTest::isKnown);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_expression_compiles(Language language) {
        Stream.of(
                        LanguageTopic.CONVERSATION,
                        LanguageTopic.FORGET_NEUTRAL,
                        LanguageTopic.FORGET_DECLINES,
                        LanguageTopic.FORGET_ASKS,
                        LanguageTopic.ASSISTANT_QUESTION)
                .flatMap(topic -> language.expressions(topic).stream())
                .forEach(expression -> assertThat(Pattern.compile(expression)).isNotNull());
    }

    @Test
    void a_language_without_a_key_has_no_words() {
        Language german = Languages.all().stream()
                .filter(language -> language.code().equals("de"))
                .findFirst()
                .orElseThrow();
        assertThat(german.words(LanguageTopic.USER)).contains("nutzerin");
        assertThat(german.groups(LanguageTopic.QUANTITY)).containsKey("0.5");
        assertThat(german.runs(LanguageTopic.USER)).isEmpty();
    }

    private static Stream<Language> languages() {
        return Languages.all().stream();
    }

    private static boolean isKnown(String key) {
        return Arrays.stream(LanguageTopic.values())
                .anyMatch(topic -> topic.group()
                        ? key.startsWith(topic.key())
                        : key.equals(topic.key()) || key.equals(topic.key() + Language.RUNS));
    }
}
