// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerStrippedQueryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            What did Caroline paint?               | Caroline         | What did paint?
            What is Caroline's dog called?         | Caroline         | What is dog called?
            Was ist Carolines Hund?                | Caroline         | Was ist Carolines Hund?
            Do Ana and Bob dance?                  | Ana, Bob         | Do and dance?
            Where does Ana Maria Díaz live?        | Ana Maria Díaz   | Where does live?
            Where does Ana live?                   | Ana Maria Díaz   | Where does live?
            Where does Díaz live?                  | Ana Maria Díaz   | Where does Díaz live?
            What does Ana Maria say?               | Ana, Ana Maria   | What does say?
            What does Ana Maria say?               | Ana Maria, Ana   | What does say?
            Will Will call?                        | Will Smith       | call?
            What will Bob do?                      | Will             | What will Bob do?
            where does ana live?                   | Ana              | where does live?
            Banana or Ananas?                      | Ana              | Banana or Ananas?
            Was Zoé da?                            | Zoe              | Was Zoé da?
            小明喜欢什么？                            | 小明              | 喜欢什么？
            Что любит Аня?                         | Аня              | Что любит ?
            What does (b.o.t) say?                 | (b.o.t)          | What does () say?
            Ana?                                   | Ana              | Ana?
            Where does my sister live?             | Ana              | Where does my sister live?
            What about $1 and Q?                   | "$1, \\Q"        | What about $1 and ?
            """)
    void a_question_is_left_without_those_who_speak(String question, String speakers, String matter) {
        assertThat(SpeakerStrippedQuery.of(question, List.of(speakers.split(", "))))
                .isEqualTo(matter);
    }

    @Property
    void whatever_speakers_are_called_something_is_asked(@ForAll String question, @ForAll List<String> speakers) {
        String matter = SpeakerStrippedQuery.of(question, speakers);
        assertThat(matter).hasSizeLessThanOrEqualTo(question.length());
        assertThat(matter.isBlank()).isEqualTo(question.isBlank() && matter.equals(question));
    }
}
