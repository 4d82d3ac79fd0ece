// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Redactor;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds values that a text names as a password, passphrase, PIN or code. The words of each language are in its file,
 * see {@link LanguageTopic}. Stateless.
 */
final class NamedSecretFinder {

    private static final String EDGE = "(?<![\\p{L}\\p{N}])";
    private static final String END = "(?![\\p{L}\\p{N}])";
    private static final String NOT_REDACTED = "(?!\\[redacted])";
    private static final String PASSWORD = names(LanguageTopic.SECRET_PASSWORD, LanguageTopic.SECRET_PHRASE);
    private static final String PHRASE = names(LanguageTopic.SECRET_PHRASE);
    private static final String CODE = names(LanguageTopic.SECRET_CODE);
    private static final String WEAK = names(LanguageTopic.SECRET_WEAK);
    private static final Set<String> PASSWORDS = firstWords(LanguageTopic.SECRET_PASSWORD, LanguageTopic.SECRET_PHRASE);
    private static final Set<String> CODES = firstWords(LanguageTopic.SECRET_CODE);
    private static final Set<String> WEAK_NAMES = firstWords(LanguageTopic.SECRET_WEAK);
    private static final Set<String> RUNS = Set.copyOf(Languages.runs(LanguageTopic.SECRET_PASSWORD));
    private static final Set<String> PINS = Set.of("pin", "пин", "пін", "code", "codice", "código");
    private static final String PIN =
            "(?:pin|пин|пін)(?:[ -]?(?:codes?|код[ау]?|number|nummer)|s)?|code pin|codice pin|código pin";

    private static final String PLACE = "(?:\\s+(?:" + Languages.anyWord(LanguageTopic.SECRET_PLACE)
            + ")\\s+[^\\s:=,.!?]+(?:\\s+[^\\s:=,.!?]+){0,3}?)?";

    /** "PIN code of our village". */
    private static final String OF = "(?:\\s+[\\p{L}\\p{N}'’-]+){0,5}?";

    private static final String IS = "(?:,?\\s+c['’]est|\\s+(?:[-–—]|" + Languages.anyWord(LanguageTopic.SECRET_IS)
            + ")(?=[\\s\"'“„«:])|['’]s(?=\\s))";

    /** A colon or an equals sign, also following "is". */
    private static final String COLON = "(?:" + IS + ")?[\"']?\\s*[:=]>?";

    private static final String QUOTED = "\\s*(?:\"(?<q1>[^\"\\n]{2,160})\"|(?<![\\p{L}\\p{N}])'(?<q2>[^'\\n]{2,160})'"
            + "|[“„](?<q3>[^”“\\n]{2,160})[”“]"
            + "|«\\s?(?<q4>[^»\\n]{2,160}?)\\s?»|`(?<q5>[^`\\n]{2,160})`|「(?<q6>[^」\\n]{2,160})」"
            + "|『(?<q7>[^』\\n]{2,160})』|‘(?<q8>[^’\\n]{2,160})’)";

    private static final List<String> SECRET = List.of("secret");
    private static final List<String> QUOTED_GROUPS = List.of("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8");

    private static final String VALUE =
            "[\"'`«“„]?" + NOT_REDACTED + "(?<secret>[^\\s\"'`»”,;<>:=\\[][^\\s\"'`»”,;<>]{2,})";

    /** A token unlike an ordinary word: it contains a digit, a symbol, or a capital after a lower-case letter. */
    private static final String UNLIKE_WORD = "(?=\\S?(?-i:\\S*[\\d@#$%^&*_+=~]|\\S*\\p{Ll}\\S*\\p{Lu}|\\S*!\\w))";

    private static final String DIGITS = "(?<secret>\\d(?:[ -]?\\d){3,7})(?![\\p{L}\\p{N}]|[.,:/-]\\d)";
    private static final String CODE_VALUE = NOT_REDACTED + "(?<secret>(?=\\S{0,11}\\d)[\\p{L}\\p{N}#*-]{3,12})" + END;

    /** A whole phrase in quotation marks; in "passwords in the 'users' table" the quotes enclose something else. */
    private static final PrefixedPattern PASSWORD_QUOTED = new PrefixedPattern(
            insensitive(EDGE + "(?:" + PASSWORD + "|" + CODE + "|" + PIN + ")" + END + "(?:" + PLACE + "(?:" + COLON
                    + "|" + IS + ")|(?=\\s))" + QUOTED),
            Stream.of(PASSWORDS, CODES, PINS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()),
            QUOTED_GROUPS);

    /** After a colon any value is a password. */
    private static final PrefixedPattern PASSWORD_COLON = new PrefixedPattern(
            insensitive(EDGE + "(?:" + PASSWORD + ")" + END + PLACE + COLON + "\\s*" + VALUE), PASSWORDS, SECRET);

    private static final PrefixedPattern PASSWORD_IS = new PrefixedPattern(
            insensitive(EDGE + "(?:" + PASSWORD + ")" + END + "(?:" + PLACE + IS + "\\s+|\\s+)" + UNLIKE_WORD + VALUE),
            PASSWORDS,
            SECRET);

    private static final Set<String> CHANGES = Languages.words(LanguageTopic.SECRET_CHANGE).stream()
            .map(verb -> verb.replace("*", ""))
            .collect(Collectors.toUnmodifiableSet());

    /** "I changed my password to …"; in German the verb comes last, see {@link #CHANGED_LAST}. */
    private static final PrefixedPattern CHANGED = new PrefixedPattern(
            insensitive(EDGE
                    + "(?:"
                    + Languages.words(LanguageTopic.SECRET_CHANGE).stream()
                            .map(verb -> verb.replace("*", "\\p{L}*"))
                            .collect(Collectors.joining("|"))
                    + ")\\s[^.!?\\n]{0,40}?(?:"
                    + PASSWORD + "|" + WEAK + ")" + END
                    + "[^.!?\\n]{0,30}?\\s(?:" + Languages.anyWord(LanguageTopic.SECRET_CHANGE_TO)
                    + ")\\s+" + UNLIKE_WORD + VALUE),
            CHANGES,
            SECRET);

    private static final PrefixedPattern CHANGED_LAST = new PrefixedPattern(
            insensitive(EDGE + "(?:" + PASSWORD + ")" + END + "[^.!?\\n]{0,30}?\\s(?:auf|zu|in)\\s+" + UNLIKE_WORD
                    + VALUE + "(?=[\"”“»']?\\s+(?:ge\\p{L}+|um\\p{L}+)\\b)"),
            PASSWORDS,
            SECRET);

    private static final PrefixedPattern PHRASE_IS = new PrefixedPattern(
            insensitive(EDGE + "(?:" + PHRASE + ")" + END + PLACE + "(?:(?<colon>" + COLON + ")|" + IS + ")\\s*"
                    + NOT_REDACTED
                    + "(?<secret>\\p{L}[\\p{L}\\p{N}'’-]*(?:\\s+[\\p{L}\\p{N}'’-]+){1,23})"
                    + "(?=\\s*(?:[.,;!?)\"”]|$|\\n))"),
            PASSWORDS,
            SECRET);

    /** "Pass" is also a mountain road and "clave" a clef: only a value unlike an ordinary word is a password. */
    private static final PrefixedPattern WEAK_COLON = new PrefixedPattern(
            insensitive("(?<!palabra )(?<!palavra )(?<!-)" + EDGE + "(?:" + WEAK + ")" + END + PLACE
                    + "\\s*[:=]\\s*(?=\\S*\\p{L})" + UNLIKE_WORD + VALUE),
            WEAK_NAMES,
            SECRET);

    /** "My pass is …", but not "the boarding pass is …". */
    private static final PrefixedPattern WEAK_IS = new PrefixedPattern(
            insensitive("(?<=^|[^\\p{L}\\s-]\\s{0,9}|\\b(?:" + Languages.anyWord(LanguageTopic.SECRET_MY)
                    + ")\\s{1,9})(?:"
                    + WEAK + ")" + END + PLACE + IS + "\\s+(?=\\S*\\p{L})" + UNLIKE_WORD + VALUE),
            WEAK_NAMES,
            SECRET);

    private static final Set<String> LOGINS = Set.copyOf(Languages.words(LanguageTopic.SECRET_LOGIN));

    private static final PrefixedPattern LOGIN = new PrefixedPattern(
            insensitive(EDGE
                    + "(?:" + Languages.anyWord(LanguageTopic.SECRET_LOGIN) + ")\\b"
                    + "[^.!?\\n]{1,60}?[\\s,;/](?:"
                    + WEAK + ")\\s+"
                    + UNLIKE_WORD + VALUE),
            LOGINS,
            SECRET);

    private static final PrefixedPattern PIN_IS = new PrefixedPattern(
            insensitive(EDGE + "(?<name>" + PIN + ")" + END + "(?:" + OF + "(?:\\s*[:=]\\s*|" + IS
                    + "\\s+)|\\s+(?!19\\d\\d|20\\d\\d))" + NOT_REDACTED + DIGITS),
            PINS,
            SECRET);

    private static final PrefixedPattern CODE_IS = new PrefixedPattern(
            insensitive(EDGE + "(?:" + CODE + ")" + END + "(?:" + OF + "(?:\\s*[:=]\\s*|" + IS + "\\s+)|\\s+)"
                    + CODE_VALUE),
            CODES,
            SECRET);

    private static final PrefixedPattern EAST_ASIAN = new PrefixedPattern(
            Pattern.compile("(?<![\"'(（])(?:" + runs() + ")"
                    + "(?:[\\p{L}\\p{Zs}]{0,6}?[是为為はがは는은이가:：=คือ成了]{1,4}\\s*|\\s*)[「『“\"']?" + NOT_REDACTED
                    + "(?<secret>[!-~&&[^\"'\\[\\]()]]{4,})"),
            RUNS,
            SECRET);

    private static final PrefixedPattern EAST_ASIAN_COLON = new PrefixedPattern(
            Pattern.compile("(?<![\"'(（])(?:" + runs() + ")\\s?[:：]\\s?" + NOT_REDACTED
                    + "(?<secret>[\\p{L}\\p{N}]{4,40})(?=[，。！？、,.!?\\s]|$)"),
            RUNS,
            SECRET);

    private static final PrefixedPattern EAST_ASIAN_QUOTED = new PrefixedPattern(
            Pattern.compile(
                    "(?<![\"'(（])(?:" + runs() + ")(?:[\\p{L}\\p{Zs}]{0,6}?[是为為はがは는은이가:：=คือ成了]{1,4})?" + QUOTED),
            RUNS,
            QUOTED_GROUPS);

    private static final PrefixedPattern ENGLISH = new PrefixedPattern(
            insensitive(EDGE + "pass(?:word|code|phrase)" + PLACE + "\\s+is\\s+" + NOT_REDACTED
                    + "(?<secret>[a-z]{4,30})(?=\\s*(?:[.,;!)]|$|\\band\\b))"),
            PASSWORDS,
            SECRET);

    /** Words about places: in India a PIN code is a postal code. */
    private static final Pattern POSTAL =
            insensitive("\\b(?:" + Languages.anyEntry(LanguageTopic.SECRET_POSTAL) + ")\\b");

    /** Words about other pins: of a plug, a chip or a bowling lane. */
    private static final Pattern PART = insensitive("\\b(?:" + Languages.anyEntry(LanguageTopic.SECRET_PART) + ")\\b");

    private static final Pattern CARD = insensitive("\\b(?:" + Languages.anyEntry(LanguageTopic.SECRET_CARD) + ")\\b");

    private static final Pattern PLACE_NAME = Pattern.compile("\\b(?:in|of|for|at)\\s+(?:our|the|my)?\\s*\\p{Lu}");

    private static final WordList FUNCTION = WordList.of(LanguageTopic.FUNCTION);
    private static final WordList NEGATION = WordList.of(LanguageTopic.NEGATION);
    private static final int POSTAL_DIGITS = 6;
    private static final int WORDS_AROUND = 60;

    /** "My password is wrong" does not state a password. */
    private static final Set<String> NOT_PASSWORDS = Set.copyOf(Languages.words(LanguageTopic.SECRET_NO_VALUE));

    private NamedSecretFinder() {}

    /** {@return all patterns, for the scanner of the redactor} */
    static List<PrefixedPattern> patterns() {
        return List.of(
                PASSWORD_QUOTED,
                EAST_ASIAN_QUOTED,
                PHRASE_IS,
                PASSWORD_COLON,
                CHANGED,
                CHANGED_LAST,
                PASSWORD_IS,
                WEAK_COLON,
                WEAK_IS,
                LOGIN,
                PIN_IS,
                CODE_IS,
                EAST_ASIAN,
                EAST_ASIAN_COLON,
                ENGLISH);
    }

    /** Redacts the values that a text names as secrets. */
    static void redact(Redaction text) {
        apply(text, PASSWORD_QUOTED, match -> true);
        apply(text, EAST_ASIAN_QUOTED, match -> true);
        apply(text, PHRASE_IS, NamedSecretFinder::isPhrase);
        for (PrefixedPattern pattern :
                List.of(PASSWORD_COLON, CHANGED, CHANGED_LAST, PASSWORD_IS, WEAK_COLON, WEAK_IS, LOGIN)) {
            apply(text, pattern, match -> isValue(match, text.text()));
        }
        apply(text, PIN_IS, match -> !isOtherPin(match, text.text()));
        apply(text, CODE_IS, match -> true);
        apply(text, EAST_ASIAN, match -> true);
        apply(text, EAST_ASIAN_COLON, match -> true);
        apply(text, ENGLISH, match -> !isOrdinary(match.group("secret")));
    }

    private static void apply(Redaction text, PrefixedPattern pattern, Predicate<Matcher> secret) {
        text.apply(pattern, match -> !pattern.secret(match).contains(Redactor.MARK) && secret.test(match));
    }

    private static boolean isValue(Matcher match, String text) {
        String value = match.group("secret");
        return !CodeExpression.is(
                        value, text.substring(match.end("secret"), Math.min(text.length(), match.end("secret") + 4)))
                && !NOT_PASSWORDS.contains(value.toLowerCase(Locale.ROOT).replaceFirst("[.!?]+$", ""));
    }

    /** At least three words, or two after a colon, without function words: "is stored in the safe" is a sentence. */
    private static boolean isPhrase(Matcher match) {
        List<String> words = List.of(NormalizedText.of(match.group("secret")).split(" "));
        boolean colon = match.group("colon") != null;
        return words.stream().noneMatch(word -> FUNCTION.has(word) || NEGATION.has(word))
                && (words.size() > 2 || colon)
                && ((words.size() > 2 && colon) || !isOrdinary(words.get(0)));
    }

    private static boolean isOtherPin(Matcher match, String text) {
        String digits = match.group("secret").replaceAll("\\D", "");
        String around = text.substring(
                Math.max(0, match.start() - WORDS_AROUND), Math.min(text.length(), match.end() + WORDS_AROUND));
        if (PART.matcher(around).find()) {
            return true;
        }
        if (CARD.matcher(around).find()) {
            return false;
        }
        boolean code = match.group("name").toLowerCase(Locale.ROOT).endsWith("code");
        return digits.length() == POSTAL_DIGITS
                && (code
                        || POSTAL.matcher(around).find()
                        || PLACE_NAME.matcher(around).find());
    }

    private static boolean isOrdinary(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return NOT_PASSWORDS.contains(lower)
                || lower.endsWith("ed")
                || lower.endsWith("ing")
                || lower.endsWith("ly")
                || lower.endsWith("able");
    }

    private static String names(LanguageTopic... topics) {
        return Stream.of(topics)
                .flatMap(topic -> Languages.words(topic).stream())
                .map(name -> Pattern.quote(name).replace("_", "\\E[\\s_-]?\\Q"))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /** {@return the first word of each name} The separator between words varies. */
    private static Set<String> firstWords(LanguageTopic... topics) {
        return Stream.of(topics)
                .flatMap(topic -> Languages.words(topic).stream())
                .map(name -> name.split("_", 2)[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String runs() {
        return RUNS.stream()
                .map(Pattern::quote)
                .sorted(Comparator.comparing(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
