// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import com.ibm.icu.text.Normalizer2;
import dev.memoir.index.lucene.CompoundToken.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * Tokenises texts of any language by Unicode's rules. An indexed text yields more words than a query: {@code cafe}
 * matches {@code café} and {@code silva} matches {@code silva@example.com}, but not vice versa, so that a query matches
 * exactly what it says. English is stemmed with Porter's algorithm, Russian and Arabic lightly; stemmers do not affect
 * other scripts. Chinese, Japanese and Korean are indexed by characters and pairs of characters, and queried by word
 * ({@link CjkTermQuery}). Thread-safe.
 */
final class MultilingualAnalyzer {

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

    private static final CharArraySet STOP_WORDS = stopWords();

    private static final Analyzer INDEX_ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer text = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
            TokenStream words = stems(new IdentifierPartsFilter(withoutAffixes(text)));
            int eastAsian =
                    CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(
                    text, new ASCIIFoldingFilter(new CJKBigramFilter(words, eastAsian, true), true));
        }
    };

    private static final Analyzer QUERY_ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer text = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
            return new TokenStreamComponents(text, stems(withoutAffixes(text)));
        }
    };

    private MultilingualAnalyzer() {}

    /** Removes the English possessive 's and French elisions such as l'. */
    private static TokenStream withoutAffixes(TokenStream words) {
        return new ElisionFilter(new EnglishPossessiveFilter(words), FrenchAnalyzer.DEFAULT_ARTICLES);
    }

    private static TokenStream stems(TokenStream words) {
        TokenStream folded = new LengthFilter(new ICUNormalizer2Filter(words), 1, Integer.MAX_VALUE);
        TokenStream significant = new StopFilter(folded, STOP_WORDS);
        TokenStream arabic = new ArabicStemFilter(new ArabicNormalizationFilter(significant));
        return new PorterStemFilter(new RussianLightStemFilter(arabic));
    }

    /** Stop words of languages that hardly share their script: the German "die" would remove an English verb. */
    private static CharArraySet stopWords() {
        CharArraySet words = new CharArraySet(512, false);
        words.addAll(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
        words.addAll(RussianAnalyzer.getDefaultStopSet());
        words.addAll(ArabicAnalyzer.getDefaultStopSet());
        return CharArraySet.unmodifiableSet(words);
    }

    /**
     * {@return the tokens under which a text is indexed; to be consumed before the thread requests others}
     *
     * @param text the original text
     */
    static TokenStream indexTokens(String text) {
        String plain = plain(text);
        List<CompoundToken> compounds = CompoundTokenizer.in(plain);
        StringBuilder words = new StringBuilder(plain);
        compounds.stream()
                .filter(compound -> compound.kind() == Kind.SOLID)
                .forEach(compound -> blank(words, compound.start(), compound.end()));
        return new CompoundTokenFilter(
                INDEX_ANALYZER.tokenStream(IndexFields.TEXT, words.toString()), names(plain, compounds));
    }

    /**
     * {@return the distinct words of a question, in order}
     *
     * @param text the question
     * @param most the maximum number of words
     */
    static Set<String> queryTerms(String text, int most) {
        String plain = plain(text);
        List<CompoundToken> compounds = CompoundTokenizer.in(plain);
        StringBuilder rest = new StringBuilder(plain);
        for (CompoundToken compound : compounds) {
            if (compound.kind() == Kind.NUMBERED) {
                blankNumbers(rest, compound);
            } else {
                blank(rest, compound.start(), compound.end());
            }
        }
        Set<String> words = new LinkedHashSet<>();
        names(plain, compounds).stream().limit(most).forEach(words::add);
        try (TokenStream tokens = QUERY_ANALYZER.tokenStream(IndexFields.TEXT, rest.toString())) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < most && tokens.incrementToken()) {
                words.add(term.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory must not fail", e);
        }
        return words;
    }

    /** Unifies characters that keyboards enter differently and readers do not distinguish. */
    private static String plain(String text) {
        return COMPATIBLE.normalize(text).replace('’', '\'').replace('ё', 'е').replace('Ё', 'Е');
    }

    private static List<String> names(String text, List<CompoundToken> compounds) {
        return compounds.stream()
                .map(compound -> FOLDED.normalize(text.substring(compound.start(), compound.end())))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static void blankNumbers(StringBuilder text, CompoundToken compound) {
        int from = compound.start();
        for (int i = from; i < compound.end() && !Character.isDigit(text.charAt(i)); i++) {
            from = text.charAt(i) == '-' ? i : from;
        }
        blank(text, from, compound.end());
    }
}
