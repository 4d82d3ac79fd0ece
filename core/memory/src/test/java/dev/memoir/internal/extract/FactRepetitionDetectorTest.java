// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactRepetitionDetectorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The user lives in Berlin. | Berlin is lovely! How long have you been there? | true
            The user lives in Berlin. | Noted. | false
            The user lives in Berlin. | How nice. What do you do for a living? | false
            The user is allergic to peanuts. | I will avoid peanut butter in recipes. | true
            Ana, the user's sister, moved to Lisbon. | Give my regards to your sister Ana. | true
            Ana, the user's sister, moved to Lisbon. | Is it warm in Portugal? | false
            Der Nutzer wohnt in Berlin. | Berlin ist schön! Wo genau? | true
            Der Nutzer wohnt in Berlin. | Schön! Wo genau? | false
            El usuario es alérgico a los cacahuetes. | Evitaré los cacahuetes. | true
            Пользователь живёт в Берлине. | Берлин прекрасен! | true
            Пользователь живёт в Берлине. | Хорошо, запомню. | false
            用户住在柏林。 | 柏林很漂亮！ | true
            用户住在柏林。 | 好的，我记住了。 | false
            """)
    void an_answer_repeats_a_fact_by_half_of_its_words(String fact, String answer, boolean repeats) {
        assertThat(FactRepetitionDetector.inAnswer(answer, List.of(fact))).isEqualTo(repeats);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The user lives in Berlin. | | Since you live in Berlin, take the S-Bahn. | true
            The user lives in Berlin. | Where do I live? | In Berlin. | true
            The user lives in Berlin. | Where do I live? | I do not know. | false
            The user lives in Berlin. | How is the weather in Berlin? | Sunny in Berlin. | false
            The user lives in Berlin. | | The Berlin wall fell in 1989. | false
            The user is allergic to peanuts. | | As you are allergic to peanuts, leave them out. | true
            The user is allergic to peanuts. | | Peanuts grow in the ground. | false
            Der Nutzer wohnt in Berlin. | | Da du in Berlin wohnst, nimm die S-Bahn. | true
            Der Nutzer wohnt in Berlin. | | Das Wetter in Berlin ist gut. | false
            Пользователь живёт в Берлине. | | Раз вы живёте в Берлине, поезжайте на метро. | true
            Пользователь живёт в Берлине. | | В Берлине тепло. | false
            """)
    void a_name_alone_is_not_a_repetition_elsewhere(String fact, String question, String answer, boolean repeats) {
        assertThat(FactRepetitionDetector.elsewhere(Objects.requireNonNullElse(question, ""), answer, List.of(fact)))
                .isEqualTo(repeats);
    }
}
