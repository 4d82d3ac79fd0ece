package dev.memoir.internal.ranking;

import java.util.regex.Pattern;

/**
 * Words that ask for the latest or current state, in six languages: "lately", "these days", "jetzt", "最近". They state
 * which answer is preferred, not its topic. "Last" is excluded, because it has too many other meanings.
 */
final class RecencyWords {

    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]";

    private static final Pattern WORDS =
            Pattern.compile("""
            (?<!%1$s)(?:
            latest|newest|(?:most\\ )?recent(?:ly)?|lately|currently|nowadays|(?:right\\ )?now
            |these\\ days|at\\ the\\ moment|of\\ late
            |zuletzt|neueste[nrs]?|kürzlich|neulich|jüngst|letztens|aktuelle?n?|derzeit|momentan|gegenwärtig|jetzt
            |neuerdings|in\\ letzter\\ zeit|zur\\ ?zeit|im\\ moment
            |récemment|dernièrement|actuellement|récente?|maintenant|ces\\ derniers\\ temps|ces\\ jours-ci
            |en\\ ce\\ moment
            |de\\ nos\\ jours
            |recientemente|últimamente|actualmente|reciente|ahora|hoy\\ en\\ día|en\\ este\\ momento|estos\\ días
            |en\\ los\\ últimos\\ tiempos
            |недавно|последн(?:ий|яя|ее|ие|его|ей)|сейчас|теперь|нынче|нынешн(?:ий|яя)|в\\ последнее\\ время
            |в\\ настоящее\\ время|в\\ данный\\ момент|на\\ днях
            )(?!%1$s)
            |最近|最新|近来|近來|近期|目前|現在|现在|如今|这阵子|這陣子
            """.formatted(WORD), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.COMMENTS);

    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private RecencyWords() {}

    /**
     * {@return whether a query asks for the latest or current state}
     *
     * @param question any text
     */
    static boolean in(String question) {
        return WORDS.matcher(question).find();
    }

    /**
     * {@return the query without these words; the query itself if it contains none of them, or nothing else}
     *
     * @param question any text
     */
    static String without(String question) {
        String rest = WORDS.matcher(question).replaceAll(" ");
        return rest.equals(question) || !LETTER.matcher(rest).find()
                ? question
                : GAP.matcher(rest).replaceAll(" ").strip();
    }
}
