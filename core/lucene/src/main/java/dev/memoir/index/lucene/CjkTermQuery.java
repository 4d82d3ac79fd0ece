// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import com.ibm.icu.lang.UScript;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Queries for a Chinese, Japanese or Korean word. The word matches wherever its characters are adjacent, regardless of
 * how the surrounding text would be segmented: dictionaries segment a word differently with every neighbour.
 */
final class CjkTermQuery {

    /** Words that occur in nearly every sentence. */
    private static final Set<String> STOP_WORDS = Set.of((
            // Japanese particles, endings and pronouns
            "です ます まし ませ でし した して する から まで より など この その あの どの これ それ あれ どれ ここ そこ どこ"
                    + " ある いる あり ない なく なっ なる こと もの ため よう という ので のに でも では には とは さん たち"
                    + " 何 誰 私 僕 彼 彼女 いつ なぜ とき"
                    // Chinese particles, pronouns and question words
                    + " 的 了 是 在 和 有 我 你 您 他 她 它 我们 你们 他们 这 那 哪 这个 那个 什么 谁 吗 呢 吧 啊 也 都 就 不 很"
                    + " 把 被 与 或 一个 怎么 哪里 哪儿 为什么 什么时候 的是 了吗 會 们 們 這 嗎 甚麼 什麼 我們 個 个 我的 你的 他的 她的"
                    // Korean pronouns, question words and copulas
                    + " 나는 내가 저는 제가 나의 우리 어디 어디에 어디서 어디에서 무엇 무엇을 무엇이 뭐 언제 누구 누가 왜 어떻게 있어"
                    + " 있어요 있습니까 있습니다 있다 입니다 입니까 이에요 예요 그는 그녀는 것 그 이 저 내 제")
            .split(" "));

    /** Korean particles, the longest first. */
    private static final List<String> PARTICLES = List.of(
            "에서는", "에게서", "한테서", "으로는", "이라고", "에서", "에게", "한테", "까지", "부터", "으로", "처럼", "보다", "이랑", "하고", "에는", "이나",
            "라고", "은", "는", "이", "가", "을", "를", "의", "에", "로", "와", "과", "도", "만", "랑", "나");

    /** The minimum number of syllables from which a word without its particle is worth searching. */
    private static final int SHORTEST_STEM = 2;

    private CjkTermQuery() {}

    static boolean is(String word) {
        return switch (UScript.getScript(word.codePointAt(0))) {
            case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL -> true;
            default -> false;
        };
    }

    /** {@return the query for a word; empty if nearly every sentence contains it} */
    static Optional<Query> query(String word) {
        if (STOP_WORDS.contains(word) || PARTICLES.contains(word) || singleHiragana(word)) {
            return Optional.empty();
        }
        Optional<String> stem = stem(word);
        if (stem.isEmpty()) {
            return Optional.of(adjacent(word));
        }
        return Optional.of(new BooleanQuery.Builder()
                .add(adjacent(word), Occur.SHOULD)
                .add(adjacent(stem.get()), Occur.SHOULD)
                .build());
    }

    private static Optional<String> stem(String word) {
        return PARTICLES.stream()
                .filter(particle -> word.endsWith(particle) && word.length() >= particle.length() + SHORTEST_STEM)
                .findFirst()
                .map(particle -> word.substring(0, word.length() - particle.length()));
    }

    /** Tells whether a word is a single hiragana character, which is a particle. */
    private static boolean singleHiragana(String word) {
        return word.length() == 1 && UScript.getScript(word.charAt(0)) == UScript.HIRAGANA;
    }

    /**
     * Matches a single character, a pair, or a sequence of overlapping pairs, as {@link
     * MultilingualAnalyzer#indexTokens} produces them.
     */
    private static Query adjacent(String word) {
        int[] characters = word.codePoints().toArray();
        if (characters.length <= 2) {
            return new TermQuery(new Term(IndexFields.TEXT, word));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (int i = 0; i + 1 < characters.length; i++) {
            phrase.add(new Term(IndexFields.TEXT, new BytesRef(new String(characters, i, 2))));
        }
        return phrase.build();
    }
}
