// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenCounterTest {

    private static final Encoding CL100K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    @Property(tries = 5_000)
    void a_text_counts_as_many_tokens_as_cl100k_makes_of_it(@ForAll("texts") String text) {
        assertThat(TokenCounter.count(text)).isEqualTo(tokens(text));
    }

    @Property
    void any_characters_at_all_do(@ForAll String text) {
        assertThat(TokenCounter.count(text)).isEqualTo(tokens(text));
    }

    private static int tokens(String text) {
        return CL100K.countTokensOrdinary(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** Words of several scripts and the characters between them, in any order. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "Ana",
                "don't",
                "'s",
                "'",
                "42",
                "3.14",
                "Lissabon",
                "живёт",
                "住在里斯本",
                "é",
                "e\u0301",
                "C++",
                "<|im_end|>",
                "supercalifragilisticexpialidociousness",
                "naïve",
                "😀",
                "𝒳",
                String.valueOf((char) 0xD800),
                "أنا",
                "_x",
                "I'LL",
                "http://a.b/c");
        Arbitrary<String> between = Arbitraries.of(
                " ", "  ", "\n", " \n ", "\t", "", ", ", ". ", "\u00A0", "\u3000", "\u200B", " - ", "\r\n");
        return Arbitraries.oneOf(words, between, Arbitraries.of(" "))
                .list()
                .ofMaxSize(24)
                .map(TokenCounterTest::joined);
    }

    private static String joined(List<String> parts) {
        return String.join("", parts);
    }
}
