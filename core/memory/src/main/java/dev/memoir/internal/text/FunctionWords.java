package dev.memoir.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the insignificant words and synonymous phrases of a language. Listed words may differ between two texts with
 * the same meaning, so no list contains a negation, number, name, date, opposite or another tense.
 */
public final class FunctionWords {

    private static final FunctionWords ENGLISH = new FunctionWords(
            "the a an is are am",
            "in at of and to for with from has was not his her",
            "user|users",
            "lives|live|is living|resides|reside|is residing|is based",
            "likes|like|enjoys|enjoy|is fond of|loves|love",
            "has|have|owns|own|possesses",
            "named|called|is named|is called|whose name is",
            "works at|work at|works for|is employed by|is employed at",
            "works as a|is employed as a|works as an|is employed as an",
            "wants to|would like to|wishes to",
            "moved to|has moved to|relocated to|has relocated to|moved house to|has moved house to",
            "bought|has bought|purchased|has purchased",
            "mother|mom|mum",
            "father|dad");
    private static final FunctionWords GERMAN = new FunctionWords(
            "der die das den dem des ein eine einen einem einer eines ist",
            "und in mit bei von zu für im am seit hat nicht kein keine wohnt heißt als",
            "nutzer|benutzer|anwender|nutzerin|benutzerin",
            "wohnt|lebt",
            "mag|liebt",
            "hat|besitzt",
            "namens|heißt|genannt");
    private static final FunctionWords FRENCH = new FunctionWords(
            "le la les un une des est",
            "et dans avec de du au aux pour sur en il elle a ne pas qui son sa",
            "utilisateur|utilisatrice",
            "habite|vit|réside",
            "aime|apprécie|adore",
            "a|possède",
            "nommé|appelé|nommée|appelée|s appelle");
    private static final FunctionWords SPANISH = new FunctionWords(
            "el la los las un una unos unas es está",
            "y en con de del al a para por su se le que no tiene como",
            "usuario|usuaria",
            "vive|reside",
            "tiene|posee",
            "llamado|llamada|se llama");
    private static final FunctionWords RUSSIAN = new FunctionWords(
            "",
            "в на и с у не из по за он она его ее есть как для что от до или к",
            "пользователь|пользовательница",
            "живет|проживает",
            "любит|обожает",
            "переехал|перебрался",
            "переехала|перебралась",
            "есть|имеется",
            "по имени|по кличке|зовут");
    private static final FunctionWords CHINESE =
            new FunctionWords("的", "", "用户|用戶|使用者", "住|居住", "喜欢|喜爱|喜歡|喜愛", "叫|名叫|叫做|叫作");
    private static final FunctionWords JAPANESE = new FunctionWords(
            "", "", "ユーザー|ユーザ|利用者", "住んでいる|住んでいます|居住している|居住しています", "ている|ています", "好きだ|好きです|好んでいる", "という名前の|という名の|という");

    private static final List<FunctionWords> ALPHABETIC = List.of(ENGLISH, GERMAN, FRENCH, SPANISH, RUSSIAN);

    /**
     * The minimum number of words that indicate a language; fewer may be a coincidence: "in" is English, German and
     * Dutch.
     */
    private static final int ENOUGH = 2;

    private final Set<String> dropped;
    private final Set<String> markers = new HashSet<>();
    private final Map<List<String>, List<String>> meanings = new HashMap<>();
    private final List<List<String>> phrases;

    /**
     * Creates a language.
     *
     * @param dropped words that may be missing
     * @param markers words that indicate the language
     * @param groups synonymous phrases, separated by vertical bars
     */
    private FunctionWords(String dropped, String markers, String... groups) {
        this.dropped = Set.copyOf(SignificantTokens.of(dropped));
        this.markers.addAll(this.dropped);
        this.markers.addAll(SignificantTokens.of(markers));
        for (String group : groups) {
            List<List<String>> synonyms =
                    Arrays.stream(group.split("\\|")).map(SignificantTokens::of).toList();
            for (List<String> phrase : synonyms) {
                meanings.put(phrase, synonyms.get(0));
                this.markers.addAll(phrase);
            }
        }
        phrases = meanings.keySet().stream()
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                .toList();
    }

    /**
     * {@return the language of a text, or null if it is uncertain}
     *
     * @param words the {@linkplain SignificantTokens significant tokens} of the text
     */
    public static @Nullable FunctionWords of(List<String> words) {
        if (any(words, Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA)) {
            return JAPANESE;
        }
        if (any(words, Character.UnicodeScript.HAN)) {
            return CHINESE;
        }
        long most = ALPHABETIC.stream().mapToLong(l -> l.score(words)).max().orElse(0);
        List<FunctionWords> best =
                ALPHABETIC.stream().filter(l -> l.score(words) == most).toList();
        return most >= ENOUGH && best.size() == 1 ? best.get(0) : null;
    }

    /**
     * {@return the significant words, with synonyms replaced by the first of their group}
     *
     * @param words the {@linkplain SignificantTokens significant tokens} of a text in this language
     */
    public List<String> significant(List<String> words) {
        List<String> significant = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            List<String> phrase = phraseAt(words, i);
            if (!phrase.isEmpty()) {
                significant.addAll(meanings.getOrDefault(phrase, phrase));
                i += phrase.size();
            } else {
                if (!dropped.contains(words.get(i))) {
                    significant.add(words.get(i));
                }
                i++;
            }
        }
        return significant;
    }

    /**
     * {@return whether a word is a function word in none of these languages}
     *
     * @param word the word, in lower case
     */
    public static boolean isContentWord(String word) {
        return ALPHABETIC.stream().noneMatch(language -> language.markers.contains(word));
    }

    private List<String> phraseAt(List<String> words, int start) {
        return phrases.stream()
                .filter(phrase -> start + phrase.size() <= words.size()
                        && words.subList(start, start + phrase.size()).equals(phrase))
                .findFirst()
                .orElse(Collections.emptyList());
    }

    private long score(List<String> words) {
        return words.stream().distinct().filter(markers::contains).count();
    }

    private static boolean any(List<String> words, Character.UnicodeScript... scripts) {
        return words.stream()
                .anyMatch(word -> Arrays.asList(scripts).contains(Character.UnicodeScript.of(word.codePointAt(0))));
    }
}
