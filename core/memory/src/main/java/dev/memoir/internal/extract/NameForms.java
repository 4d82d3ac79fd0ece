// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The grammatical cases of names in given languages. Two words are forms of one name if both have the same stem and an
 * ending of one of these languages, such as Brno and Brně in Czech. A language without cases has no endings, so Maria
 * is not Mario. Immutable.
 */
final class NameForms {

    /** For Eva and Evu; with a stem of one letter Ed and Eva would be the same name. */
    private static final int SHORTEST_STEM = 2;

    private static final Pattern ACCENT = Pattern.compile("[\u0300-\u036F]");

    /** Consonants that change before an ending: Praha, Praze; Amerika, Americe; Helsinki, Helsingin. */
    private static final Set<String> CHANGES = Set.of("hz", "gz", "kc", "chs", "kg");

    private static final Map<String, Set<String>> ENDINGS = Languages.all().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Language::code,
                    language -> language.words(LanguageTopic.NAME_ENDINGS).stream()
                            .map(NameForms::plain)
                            .collect(Collectors.toUnmodifiableSet())));

    private final Set<String> endings;

    private NameForms(Set<String> endings) {
        this.endings = endings;
    }

    /** {@return the case forms of languages, given their ISO 639 codes} */
    static NameForms of(Collection<String> languages) {
        Set<String> endings = new HashSet<>();
        languages.forEach(language -> endings.addAll(ENDINGS.getOrDefault(language, Set.of())));
        if (!endings.isEmpty()) {
            endings.add("");
        }
        return new NameForms(endings);
    }

    /** {@return whether two words can be forms of one name} */
    boolean same(String one, String other) {
        if (one.charAt(0) != other.charAt(0) && one.charAt(0) < 128 && other.charAt(0) < 128) {
            return false;
        }
        String plain = plain(one);
        String otherPlain = plain(other);
        return plain.equals(otherPlain) || (!endings.isEmpty() && sameStem(plain, otherPlain));
    }

    private boolean sameStem(String one, String other) {
        int common = 0;
        while (common < one.length() && common < other.length() && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        for (int stem = common; stem >= SHORTEST_STEM; stem--) {
            if (haveEndings(one.substring(stem), other.substring(stem))) {
                return true;
            }
        }
        return false;
    }

    private boolean haveEndings(String tail, String otherTail) {
        return (endings.contains(tail) && endings.contains(otherTail))
                || hasConsonantChange(tail, otherTail)
                || hasConsonantChange(otherTail, tail)
                || hasFleetingVowel(tail, otherTail)
                || hasFleetingVowel(otherTail, tail);
    }

    private boolean hasConsonantChange(String tail, String otherTail) {
        return CHANGES.stream().anyMatch(change -> {
            String from = change.substring(0, change.length() - 1);
            String to = change.substring(change.length() - 1);
            return tail.startsWith(from)
                    && otherTail.startsWith(to)
                    && endings.contains(tail.substring(from.length()))
                    && endings.contains(otherTail.substring(to.length()));
        });
    }

    /** Marek, Marka; Petar, Petra: a vowel that only the bare stem has. */
    private boolean hasFleetingVowel(String bare, String tail) {
        return bare.length() == 2
                && (bare.charAt(0) == 'e' || bare.charAt(0) == 'a')
                && !tail.isEmpty()
                && bare.charAt(1) == tail.charAt(0)
                && endings.contains(tail.substring(1));
    }

    /** {@return a word without accents: Łódź is Lodz} */
    static String plain(String word) {
        if (word.chars().allMatch(c -> c < 128)) {
            return word;
        }
        String folded =
                ACCENT.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
        return Normalizer.normalize(folded, Normalizer.Form.NFC)
                .replace('ł', 'l')
                .replace('đ', 'd')
                .replace('ø', 'o')
                .replace("ß", "ss");
    }
}
