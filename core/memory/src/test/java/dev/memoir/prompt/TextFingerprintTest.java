// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextFingerprintTest {

    @Property(tries = 5_000)
    void a_look_at_the_letters_changes_no_answer(@ForAll("texts") String one, @ForAll("texts") String other) {
        String first = TextFingerprint.of(one).sentences();
        String second = TextFingerprint.of(other).sentences();
        boolean longEnough = first.length() > 12;
        assertThat(TextFingerprint.of(one).same(TextFingerprint.of(other)))
                .isEqualTo(longEnough && first.equals(second));
        assertThat(TextFingerprint.of(one).within(TextFingerprint.of(other)))
                .isEqualTo(longEnough && second.contains(first));
    }

    @Property
    void a_text_that_needs_no_care_is_left_as_mending_would_leave_it(@ForAll("texts") String text, @ForAll String any) {
        assertThat(PromptBlockText.oneLine(text)).isEqualTo(PromptBlockText.neutralized(text));
        assertThat(PromptBlockText.oneLine(any)).isEqualTo(PromptBlockText.neutralized(any));
    }

    /** Few words, so that texts meet. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "I moved",
                        "i Moved",
                        "ﬁne",
                        "fine",
                        "FINE",
                        "to Berlin",
                        ". ",
                        "! ",
                        "?",
                        " ",
                        "\n",
                        "“",
                        "”",
                        "-",
                        "5",
                        "Ｍ",
                        "m",
                        "\u00AD",
                        "<recalled",
                        "‹",
                        "\u202E",
                        "Ёж",
                        "ёж")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }
}
