// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatcherTest {

    /** Known names; ! marks a person. */
    private static List<String> found(String text, String known) {
        Map<String, Boolean> names = new HashMap<>();
        Arrays.stream(known.split("; ")).forEach(name -> names.put(name.replace("!", ""), name.endsWith("!")));
        return NameMatcher.of(text, PronounReferents.OF_USER).find(names).stream()
                .map(name -> name.relative() == null ? name.key() : name.key() + " = " + name.relative())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            I met Ana today. | ana! | ana
            ANA CALLED ME | ana! | ana
            what does ana like? | ana! | ana
            Ana's birthday is in May | ana! | ana
            I live in New York | york; new york | new york
            I live in New York | york | -
            New York is loud | york | -
            Yesterday Ana came | ana! | ana
            Ana Maria came | ana! | -
            Ana-Maria came | ana! | -
            Did York win? | york | york
            Banana bread | ana! | -
            Анна пришла, Ё-моё | анна! | анна
            Ａｎａ came | ana! | ana
            Zoe\u0308 came | zoë | zoë
            我和安娜去了 | 安娜 | 安娜
            Will you come? I will. | will! | -
            I met Will there | will! | will
            Frau Müller rief an | mrs müller! | mrs müller
            J. R. Smith wrote | j r smith | j r smith
            I use C++ and C# | c++; c; c# | c#;c++
            Hi Ana, how is Berlin? | ana!; berlin | ana;berlin
            """)
    void known_names_are_found_as_whole_words(String text, String known, String names) {
        assertThat(String.join(";", found(text, known))).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my sister called | ana! | my sister
            My sister Ana called | ana! | ana = my sister
            my sister, Ana, called | ana! | ana = my sister
            Ana, my sister, called | ana! | ana = my sister
            My sister's name is Ana | ana! | ana = my sister
            The user's sister is named Ana. | ana! | ana = my sister
            my older sister Ana called | ana! | ana = my older sister
            Ana's dog ran away | ana! | ana's dog
            Ana's dog Rex ran away | ana!; rex | rex = ana's dog
            It's dog food for his sister | ana! | ''
            моя сестра Анна звонила | анна! | анна = my сестр
            我的妹妹叫安娜 | 安娜 | 安娜 = my 妹妹
            meine Schwester heißt Ana | ana! | ana = my schwester
            """)
    void a_relation_is_found_with_a_name_or_instead_of_it(String text, String known, String names) {
        assertThat(found(text, known).stream().collect(Collectors.joining(";"))).isEqualTo(names);
    }

    @Test
    void a_named_speakers_sister_is_not_the_users() {
        List<NameMention> said = NameMatcher.of("my sister called", new PronounReferents("bob's", null))
                .find(Map.of());
        assertThat(said).extracting(NameMention::key).containsExactly("bob's sister");
        assertThat(NameMatcher.of("your sister called", PronounReferents.OF_USER)
                        .find(Map.of()))
                .isEmpty();
    }

    @Test
    void only_the_beginning_of_a_long_text_is_searched() {
        String text = "Ana. " + "word ".repeat(NameMatcher.LONGEST) + "Eva.";
        assertThat(found(text, "ana; eva")).containsExactly("ana");
    }
}
