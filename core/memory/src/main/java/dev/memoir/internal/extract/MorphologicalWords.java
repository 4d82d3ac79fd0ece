// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text, matched by their grammatical forms to compare a claim with what was said.
 *
 * @param spaced the words of scripts that separate words by spaces
 * @param run the whole normalised text, of all scripts, without spaces: a substring search in it finds words of
 *     unspaced scripts in any context
 */
record MorphologicalWords(Set<String> spaced, String run) {

    private static final String SPACELESS =
            "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\u30FC\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}";
    private static final Pattern RUN = Pattern.compile("[" + SPACELESS + "]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}&&[^" + SPACELESS + "]]+");

    /** Endings of Russian, Ukrainian and Bulgarian names and nouns. */
    private static final Pattern CYRILLIC_ENDING = Pattern.compile(
            "(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ою|ею|ом|ем|ам|ям|ах|ях|ов|ев|ий|ия|ию|ии|ый|ая|ую|ое|ее"
                    + "|ые|ие|ым|им|ых|их|ью|ья|ье|а|я|у|ю|о|е|ы|и|ь|й|ї|і|є)$");

    private static final Pattern CYRILLIC_VOWEL = Pattern.compile("[аеёиоуыэюяіїє]");
    private static final Pattern LATIN_ENDING = Pattern.compile("(?:s|es|e|n|en|em|er|ns)");

    private static final char LATIN_END = '\u0250';

    /** Words that differ by a letter in the middle are different words; endings may differ by this many letters. */
    private static final int LONGEST_TAIL = 4;

    static MorphologicalWords of(String... texts) {
        return of(List.of(texts));
    }

    static MorphologicalWords of(Collection<String> texts) {
        Set<String> spaced = new LinkedHashSet<>();
        StringBuilder run = new StringBuilder();
        for (String text : texts) {
            String normalized = NormalizedText.of(text);
            Matcher word = WORD.matcher(normalized);
            while (word.find()) {
                spaced.add(word.group());
            }
            run.append(normalized.replace(" ", "")).append('\n');
        }
        return new MorphologicalWords(spaced, run.toString());
    }

    /** {@return the runs of a text in scripts without spaces, in order} */
    static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        Matcher run = RUN.matcher(NormalizedText.of(text));
        while (run.find()) {
            runs.add(run.group());
        }
        return runs;
    }

    /** {@return the words of several texts together} */
    static MorphologicalWords together(Collection<MorphologicalWords> texts) {
        Set<String> spaced = new LinkedHashSet<>();
        StringBuilder run = new StringBuilder();
        for (MorphologicalWords text : texts) {
            spaced.addAll(text.spaced);
            run.append(text.run);
        }
        return new MorphologicalWords(spaced, run.toString());
    }

    /** {@return whether the text contains the word in any grammatical form, or a synonym if it is a kinship term} */
    boolean has(String word) {
        return spaced.contains(word) || spaced.stream().anyMatch(other -> related(word, other)) || hasRelative(word);
    }

    private boolean hasRelative(String word) {
        Set<String> others = KinshipTerms.otherWords(word);
        return !others.isEmpty()
                && spaced.stream()
                        .anyMatch(other -> others.contains(other)
                                || (other.endsWith("s") && others.contains(other.substring(0, other.length() - 1))));
    }

    /** {@return the word itself if the text contains it, else the words that may be grammatical forms of it} */
    Set<String> formsOf(String word) {
        return spaced.contains(word)
                ? Set.of(word)
                : spaced.stream().filter(other -> related(word, other)).collect(Collectors.toSet());
    }

    /** {@return whether the text contains the name in any grammatical case} */
    boolean hasName(String name) {
        return spaced.contains(name)
                || (RUN.matcher(name).find() && run.contains(name))
                || spaced.stream().anyMatch(other -> sameName(name, other))
                || hasRelative(name);
    }

    /** {@return whether the text contains the name in any grammatical case, including those of the given forms} */
    boolean hasName(String name, NameForms forms) {
        return hasName(name) || hasForm(name, forms);
    }

    /** {@return whether the text contains the word in one of the given case forms} */
    boolean hasForm(String word, NameForms forms) {
        return spaced.stream().anyMatch(other -> forms.same(word, other));
    }

    private static boolean sameName(String one, String other) {
        int common = common(one, other);
        int shorter = Math.min(one.length(), other.length());
        int longer = Math.max(one.length(), other.length());
        return switch (script(one)) {
            case CYRILLIC -> script(other) == Character.UnicodeScript.CYRILLIC && sameCyrillic(one, other, common);
            case LATIN, GREEK, ARMENIAN ->
                (common == shorter
                                && LATIN_ENDING
                                        .matcher(longerTail(one, other, common))
                                        .matches())
                        || (common >= 5 && longer - common <= LONGEST_TAIL && 3 * common >= 2 * longer);
            default -> sameCaseless(one, other, common, shorter);
        };
    }

    private static boolean sameCyrillic(String one, String other, int common) {
        String stem = stem(one);
        String otherStem = stem(other);
        if (stem.equals(otherStem)) {
            return true;
        }
        // "Павел, Павла": a fleeting vowel.
        boolean fleeting = common >= 3
                && CYRILLIC_VOWEL
                        .matcher(stem)
                        .replaceAll("")
                        .equals(CYRILLIC_VOWEL.matcher(otherStem).replaceAll(""));
        int longer = Math.max(one.length(), other.length());
        return fleeting || (common >= 5 && longer - common <= LONGEST_TAIL && 3 * common >= 2 * longer);
    }

    private static String stem(String word) {
        String stem = CYRILLIC_ENDING.matcher(word).replaceFirst("");
        return stem.length() < 2 ? word : stem;
    }

    /** Arabic and Hebrew prefix words with articles and prepositions, Korean adds particles to their end. */
    private static boolean sameCaseless(String one, String other, int common, int shorter) {
        boolean contained = one.contains(other) || other.contains(one);
        boolean hangul = script(one) == Character.UnicodeScript.HANGUL;
        if (contained && shorter >= (hangul ? 2 : 3)) {
            return true;
        }
        return common >= (hangul ? 2 : 3) && one.length() - common <= 2 && other.length() - common <= 2;
    }

    private static boolean related(String one, String other) {
        int common = common(one, other);
        int shorter = Math.min(one.length(), other.length());
        if (script(one) == Character.UnicodeScript.CYRILLIC
                && common >= 2
                && stem(one).equals(stem(other))) {
            return true;
        }
        if (common >= 4 || (common == 3 && shorter <= 5 && Math.max(one.length(), other.length()) <= 6)) {
            return 5 * common >= 3 * shorter;
        }
        return switch (script(one)) {
            case LATIN, CYRILLIC, GREEK, ARMENIAN ->
                // German compounds: "Softwareentwickler" contains "Entwickler".
                shorter >= 5 && (one.endsWith(other) || other.endsWith(one));
            default -> sameCaseless(one, other, common, shorter);
        };
    }

    private static String longerTail(String one, String other, int common) {
        return (one.length() > other.length() ? one : other).substring(common);
    }

    private static Character.UnicodeScript script(String word) {
        if (word.charAt(0) < LATIN_END && Character.isLetter(word.charAt(0))) {
            return Character.UnicodeScript.LATIN;
        }
        return Character.UnicodeScript.of(word.codePointAt(0));
    }

    private static int common(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }
}
