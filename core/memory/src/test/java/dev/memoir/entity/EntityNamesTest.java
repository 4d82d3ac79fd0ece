// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityNamesTest {

    private static final EntityNames NOBODY = new EntityNames(List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ana | ana
            ANA | ana
            Ａｎａ | ana
            Ana’s | ana
            “Ana” | ana
            my sister Ana | ana
            My sister Ana | ana
            my best friend Ana | ana
            the user's sister Ana | ana
            Bob's sister Ana | ana
            sister Ana | ana
            Ana, my sister | ana
            Ana (my sister) | ana
            Ana, the user's sister | ana
            meine Schwester Ana | ana
            meine kleine Schwester Ana | ana
            meine Frau Ana | ana
            ma sœur Ana | ana
            mi hermana Ana | ana
            моя сестра Анна | анна
            моей младшей сестре Анне | анне
            Анна, моя сестра | анна
            мой кот Пётр | петр
            我的妹妹安娜 | 安娜
            用户的妹妹安娜 | 安娜
            妹妹安娜 | 安娜
            私の妹のアナ | アナ
            アナさん | アナ
            The user | user
            user | user
            the Alps | alps
            my sister | sister
            my car | car
            J. R. Smith | j r smith
            Frau Müller | mrs müller
            Mrs. Müller | mrs müller
            Herr Müller | mr müller
            Dr. Müller | dr müller
            C++ | c++
            C# | c#
            """)
    void variants_of_a_name_have_the_same_key(String name, String key) {
        assertThat(EntityNames.key(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ana | Anna
            Анна | Анны
            Александр | Александра
            Ana's sister | Ana
            my sister | Ana
            my sister | my brother
            Brother Industries | Industries
            My Chemical Romance | Chemical Romance
            La Paz | Paz
            Frau Müller | Herr Müller
            Berlin | Berlin Wall
            York | New York
            C++ | C
            C# | C
            安娜 | 安
            """)
    void different_names_are_kept_apart(String one, String other) {
        assertThat(NOBODY.same(one, other)).isFalse();
        assertThat(new EntityNames(List.of(one, other)).same(other, one)).isFalse();
    }

    @Test
    void a_first_name_denotes_the_only_person_who_has_it() {
        EntityNames names = new EntityNames(List.of("my sister Ana", "Ana Silva", "Berlin"));
        assertThat(names.same("Ana", "Ana Silva")).isTrue();
        assertThat(names.canonical("my sister Ana")).isEqualTo("ana silva");
        assertThat(names.canonical("Bob")).isEqualTo("bob");
    }

    @Test
    void a_first_name_of_two_persons_denotes_neither() {
        EntityNames names = new EntityNames(List.of("my sister Ana", "Ana Silva", "Ana Costa"));
        assertThat(names.same("Ana", "Ana Silva")).isFalse();
        assertThat(names.same("Ana Costa", "Ana Silva")).isFalse();
        assertThat(names.canonical("Ana")).isEqualTo("ana");
    }

    @Test
    void a_family_name_denotes_the_only_one_with_a_title() {
        assertThat(new EntityNames(List.of("Frau Müller")).same("Müller", "Mrs Müller"))
                .isTrue();
        assertThat(new EntityNames(List.of("Frau Müller", "Herr Müller")).same("Müller", "Frau Müller"))
                .isFalse();
    }

    @Property
    void sameness_of_names_is_symmetric(@ForAll String one, @ForAll String other) {
        assertThat(NOBODY.same(one, other)).isEqualTo(NOBODY.same(other, one));
        assertThat(NOBODY.same(one, one)).isTrue();
        assertThat(new EntityNames(List.of(one)).canonical(one)).isEqualTo(EntityNames.key(one));
    }
}
