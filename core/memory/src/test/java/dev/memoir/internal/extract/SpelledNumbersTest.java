// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpelledNumbersTest {

    static List<String> languages() {
        return Languages.all().stream().map(Language::code).toList();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void the_numerals_of_each_language_are_those_that_icu_spells(String code) throws IOException {
        try (InputStream file = SpelledNumbers.class.getResourceAsStream("numerals/" + code + ".txt")) {
            String kept = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(kept.equals(IcuNumerals.file(code).orElse("")))
                    .as("numerals/%s.txt is what IcuNumerals writes", code)
                    .isTrue();
        }
    }
}
