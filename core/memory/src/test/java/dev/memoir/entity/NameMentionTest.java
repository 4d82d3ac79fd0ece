// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameMentionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ana | ana | Ana |
            Ana’s | ana | Ana |
            my sister Ana | ana | Ana | my sister
            Ana, my sister | ana | Ana | my sister
            Ana (the user's sister) | ana | Ana | my sister
            My older sister Ana | ana | Ana | my older sister
            Bob's sister Ana | ana | Ana | bob's sister
            his sister Ana | ana | his sister Ana |
            my mom | my mother | my mom |
            The user's mother | my mother | The user's mother |
            Ana's dog | ana's dog | Ana's dog |
            Ana's dog Rex | rex | Rex | ana's dog
            Ana's car | ana's car | Ana's car |
            моя сестра Анна | анна | Анна | my сестр
            мою сестру | my сестр | мою сестру |
            我的妹妹安娜 | 安娜 | 安娜 | my 妹妹
            我妹妹 | my 妹妹 | 我妹妹 |
            New York | new york | New York |
            The Alps | alps | The Alps |
            """)
    void a_listed_name_has_a_key_and_a_relation(String listed, String key, String said, String relative) {
        assertThat(NameMention.of(listed, PronounReferents.OF_USER)).hasValueSatisfying(name -> {
            assertThat(name.key()).isEqualTo(key);
            assertThat(name.text()).isEqualTo(said);
            assertThat(name.relative()).isEqualTo(relative);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "The user", "I", "his sister", "2026", "", "?", "я", "用户"})
    void participants_and_unnamed_things_are_not_entities(String listed) {
        assertThat(NameMention.of(listed, PronounReferents.OF_USER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ana's dog | Ana
            York | New York
            my sister | my brother
            my sister | sister
            Ana's dog | Eva's dog
            José | Jose
            """)
    void different_names_have_different_keys(String one, String other) {
        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Property
    void keys_are_idempotent(@ForAll("names") String name) {
        assertThat(key(key(name))).isEqualTo(key(name));
    }

    @Property
    void case_width_and_composition_make_no_difference(@ForAll("names") String name) {
        assertThat(key(name.toUpperCase(Locale.ROOT))).isEqualTo(key(name));
        assertThat(key(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(key(name));
        assertThat(key(wide(name))).isEqualTo(key(name));
        assertThat(key("  " + name.replace(" ", "\u00A0 ") + "\u200B")).isEqualTo(key(name));
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> word = Arbitraries.of(
                "Ana", "Zoë", "José", "Müller", "Łukasz", "Ørsted", "Анна", "Йорк", "安娜", "アナ", "O'Brien", "C++",
                "Lee-Ann");
        return word.list().ofMinSize(1).ofMaxSize(3).map(words -> String.join(" ", words));
    }

    private static String wide(String name) {
        StringBuilder wide = new StringBuilder();
        name.chars().forEach(c -> wide.append((char) (Character.isLetter(c) && c < 128 ? c + 0xFEE0 : c)));
        return wide.toString();
    }

    private static String key(String name) {
        return NameMention.of(name, PronounReferents.OF_USER).orElseThrow().key();
    }
}
