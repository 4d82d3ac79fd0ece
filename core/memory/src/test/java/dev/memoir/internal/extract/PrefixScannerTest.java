// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PrefixScannerTest {

    private static final List<String> SAID = List.of(
            "my password is hunter2",
            "PASSWORT: \"Sommer 24\"",
            "paſſword = X7y!",
            "I changed my password for the bank to Zima2024",
            "Mein Passwort habe ich auf Zima2024 geändert",
            "passphrase: correct horse battery staple",
            "the seed phrase is “ab cd ef gh”",
            "my pass is aB3x",
            "clave: aB3x",
            "login zoe pass kitty1",
            "PIN for the card: 8811",
            "código pin 4711",
            "door code 4711#",
            "我的PIN码是abc12345",
            "密码：我爱北京天安门",
            "パスワードは「neko neko」",
            "the password is swordfish.",
            "-----BEGIN PRIVATE KEY-----\nabc",
            "Sk-live sk-AbCdEfGhIjKlMnOpQrStUvWx",
            "AKIAIOSFODNN7EXAMPLE",
            "AGE-SECRET-KEY-1" + "A".repeat(58),
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.c2ln",
            "Authorization: Basic abcdef0123456789",
            "postgres://zoe:s3cret@db",
            "AWS secret access key: wJalrXUtnFEMI/K7MDENG",
            "my",
            "\uD83D\uDE00",
            "[redacted]",
            " ",
            "\n",
            ".",
            "x");

    /** Patterns are tried only where one of their prefixes occurs, so a missing prefix would miss secrets. */
    @Property(tries = 300)
    void every_match_of_every_pattern_is_found_by_its_prefixes(@ForAll("texts") String text) {
        for (PrefixedPattern pattern : SecretRedactor.patterns()) {
            List<String> everywhere = new ArrayList<>();
            for (Matcher matcher = pattern.pattern().matcher(text); matcher.find(); ) {
                everywhere.add(matcher.start() + " " + matcher.group());
            }
            List<String> found = new ArrayList<>();
            new Redaction(SecretRedactor.SCANNER, text).apply(pattern, match -> {
                found.add(match.start() + " " + match.group());
                return false;
            });
            assertThat(found).as("%s", pattern.pattern()).isEqualTo(everywhere);
        }
    }

    @Test
    void every_pattern_matches_a_text_of_the_property() {
        String all = String.join("\n", SAID) + "\n123456789:AA" + "a".repeat(33) + " 4111 1111 1111 1111";
        assertThat(SecretRedactor.patterns())
                .allSatisfy(pattern -> assertThat(all).containsPattern(pattern.pattern()));
    }

    @Test
    void more_than_64_patterns_are_rejected() {
        PrefixedPattern pattern = new PrefixedPattern(Pattern.compile("a"), Set.of("a"), List.of());
        assertThatThrownBy(() -> new PrefixScanner(Collections.nCopies(65, pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(SAID).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }
}
