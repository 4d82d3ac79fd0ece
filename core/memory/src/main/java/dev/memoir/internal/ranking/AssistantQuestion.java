package dev.memoir.internal.ranking;

import java.util.regex.Pattern;

/**
 * Recognises questions about what the assistant said earlier ("What did you recommend?"), in six languages. "What would
 * you recommend?" asks for something new and does not match.
 */
final class AssistantQuestion {

    private static final Pattern ENGLISH =
            pattern("\\b(?:did|had|have) you (?:already |ever )?(?:recommend|suggest|advis|propos|say"
                    + "|said|tell|told|mention|explain|give|gave|given|list|describ|show|write|wrote|written|answer)"
                    + "|\\byou(?:['’]d| had| have|['’]ve)? (?:recommended|suggested|advised|proposed|told me|said"
                    + "|mentioned|explained"
                    + "|gave me|listed|described|showed me|wrote)\\b"
                    + "|\\byour (?:last |earlier |previous )?(?:recommendation|suggestion|advice|answer"
                    + "|explanation|proposal)");

    private static final Pattern GERMAN =
            pattern("\\b(?:hast|hattest) du\\b.*\\b(?:empfohlen|vorgeschlagen|geraten|gesagt|erklärt"
                    + "|genannt|erwähnt|geschrieben|gezeigt)\\b|\\bdein(?:e|er|em|en)? (?:Empfehlung|Vorschl"
                    + "|Rat\\b|Antwort|Erklärung)");

    private static final Pattern FRENCH =
            pattern("\\b(?:as-tu|tu (?:m['’])?as|avez-vous|vous (?:m['’])?avez)\\b.*\\b(?:recommandé|conseillé"
                    + "|suggéré|proposé|dit|expliqué|mentionné|écrit)|\\b(?:ta|tes|votre|vos) (?:recommandation"
                    + "|suggestion|conseil"
                    + "|réponse|explication|proposition)");

    private static final Pattern SPANISH =
            pattern("\\b(?:recomendaste|sugeriste|aconsejaste|propusiste|dijiste|explicaste"
                    + "|mencionaste|escribiste|(?:has|habías) (?:recomendado|sugerido|aconsejado|propuesto"
                    + "|dicho|explicado))\\b"
                    + "|\\btus? (?:recomendaci|sugerenci|consejo|respuesta|explicaci|propuesta)");

    private static final Pattern RUSSIAN =
            pattern("\\bты\\b.*\\b(?:рекомендовал|посоветовал|советовал|предложил|предлагал"
                    + "|сказал|говорил|объяснил|упомянул|написал)|\\bтво(?:й|я|ё|и|ю|его|ей)"
                    + " (?:рекомендац|совет|ответ|предложен|объяснен)");

    private static final Pattern CHINESE =
            pattern("[你您](?:之前|上次|刚才|剛才|曾经|曾經)?(?:给我|給我|跟我|向我)?(?:推荐|推薦|建议|建議|说|說|提到|告诉|告訴|解释|解釋)(?:过|過|了|的)");

    /**
     * The maximum number of characters that are examined: a question is short, and text pasted after it asks nothing.
     */
    private static final int MAX_LENGTH = 1_000;

    private AssistantQuestion() {}

    /** {@return whether a question asks for something the assistant said} */
    static boolean matches(String text) {
        String question = text.substring(0, Math.min(text.length(), MAX_LENGTH));
        return ENGLISH.matcher(question).find()
                || GERMAN.matcher(question).find()
                || FRENCH.matcher(question).find()
                || SPANISH.matcher(question).find()
                || RUSSIAN.matcher(question).find()
                || CHINESE.matcher(question).find();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(
                regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
