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
 * Texts as the words they are found by, in any language, by Unicode's rules. Written text gives more words than asked text:
 * {@code café} is found by {@code cafe} and {@code silva@example.com} by {@code silva}, but not the other way round, so a
 * question finds what it says and nothing else. English is stemmed by Porter's rules, Russian and Arabic lightly; a stemmer
 * leaves other scripts alone. Chinese, Japanese and Korean are written character by character and pair by pair, and asked word
 * by word ({@link CjkTermQuery}). Thread-safe.
 */
final class MultilingualAnalyzer {

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

    private static final CharArraySet STOP_WORDS = stopWords();

    private static final Analyzer WRITTEN = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer text = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
            TokenStream words = stems(new IdentifierPartsFilter(apart(text)));
            int eastAsian =
                    CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
            return new TokenStreamComponents(
                    text, new ASCIIFoldingFilter(new CJKBigramFilter(words, eastAsian, true), true));
        }
    };

    private static final Analyzer ASKED = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer text = new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
            return new TokenStreamComponents(text, stems(apart(text)));
        }
    };

    private MultilingualAnalyzer() {}

    /** English's 's and French's l' are no part of a word. */
    private static TokenStream apart(TokenStream words) {
        return new ElisionFilter(new EnglishPossessiveFilter(words), FrenchAnalyzer.DEFAULT_ARTICLES);
    }

    private static TokenStream stems(TokenStream words) {
        TokenStream folded = new LengthFilter(new ICUNormalizer2Filter(words), 1, Integer.MAX_VALUE);
        TokenStream telling = new StopFilter(folded, STOP_WORDS);
        TokenStream arabic = new ArabicStemFilter(new ArabicNormalizationFilter(telling));
        return new PorterStemFilter(new RussianLightStemFilter(arabic));
    }

    /** Of languages that have their script almost for themselves: German "die" would cost English a verb. */
    private static CharArraySet stopWords() {
        CharArraySet words = new CharArraySet(512, false);
        words.addAll(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
        words.addAll(RussianAnalyzer.getDefaultStopSet());
        words.addAll(ArabicAnalyzer.getDefaultStopSet());
        return CharArraySet.unmodifiableSet(words);
    }

    /**
     * {@return what a text is found by, to be consumed before the thread asks for another}
     *
     * @param text as it was said
     */
    static TokenStream written(String text) {
        String plain = plain(text);
        List<CompoundToken> forms = CompoundTokenizer.in(plain);
        StringBuilder words = new StringBuilder(plain);
        forms.stream()
                .filter(form -> form.kind() == Kind.SOLID)
                .forEach(form -> blank(words, form.start(), form.end()));
        return new CompoundTokenFilter(WRITTEN.tokenStream(IndexFields.TEXT, words.toString()), names(plain, forms));
    }

    /**
     * {@return the words of a question, each once, in its order}
     *
     * @param text the question
     * @param most how many at most
     */
    static Set<String> asked(String text, int most) {
        String plain = plain(text);
        List<CompoundToken> forms = CompoundTokenizer.in(plain);
        StringBuilder rest = new StringBuilder(plain);
        for (CompoundToken form : forms) {
            if (form.kind() == Kind.NUMBERED) {
                blankNumbers(rest, form);
            } else {
                blank(rest, form.start(), form.end());
            }
        }
        Set<String> words = new LinkedHashSet<>();
        names(plain, forms).stream().limit(most).forEach(words::add);
        try (TokenStream tokens = ASKED.tokenStream(IndexFields.TEXT, rest.toString())) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < most && tokens.incrementToken()) {
                words.add(term.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory is read without input.", e);
        }
        return words;
    }

    /** What keyboards write differently and readers do not tell apart. */
    private static String plain(String text) {
        return COMPATIBLE.normalize(text).replace('’', '\'').replace('ё', 'е').replace('Ё', 'Е');
    }

    private static List<String> names(String text, List<CompoundToken> forms) {
        return forms.stream()
                .map(form -> FOLDED.normalize(text.substring(form.start(), form.end())))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, ' ');
        }
    }

    private static void blankNumbers(StringBuilder text, CompoundToken form) {
        int from = form.start();
        for (int i = from; i < form.end() && !Character.isDigit(text.charAt(i)); i++) {
            from = text.charAt(i) == '-' ? i : from;
        }
        blank(text, from, form.end());
    }
}
