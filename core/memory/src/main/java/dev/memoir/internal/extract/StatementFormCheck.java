// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Claim;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects a claim that is not a statement about the world: a question, a greeting, thanks, or a report of the
 * conversation.
 */
final class StatementFormCheck implements ProposalCheck {

    private static final Pattern QUESTION = Pattern.compile("[?？؟;]\\s*[\"'”’»)]*\\s*$|^\\s*¿");
    private static final List<Pattern> TALK = talk();
    private static final WordList COURTESY = WordList.of(LanguageTopic.COURTESY);

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, ProposalContext evidence) {
        String text = claim.text();
        if (QUESTION.matcher(text).find()) {
            return Optional.of(new Rejection(Reason.NO_STATEMENT, "It is a question."));
        }
        ContentWords content = ContentWords.of(text, evidence.grammar());
        if (content.isEmpty() && evidence.numbers(text).isEmpty()) {
            return Optional.of(new Rejection(Reason.NO_STATEMENT, "It states nothing."));
        }
        if (courteous(text)) {
            return Optional.of(new Rejection(Reason.NO_STATEMENT, "It is a greeting or thanks."));
        }
        String normalized = NormalizedText.of(text);
        return TALK.stream()
                .map(pattern -> pattern.matcher(normalized))
                .filter(Matcher::find)
                .filter(talk -> talk.groupCount() == 0 || !saidSo(talk.group(1), evidence))
                .findFirst()
                .map(talk -> new Rejection(Reason.ABOUT_CONVERSATION, "It is about the conversation."));
    }

    /** "I asked my boss for a raise" is about asking, not about the conversation. */
    private static boolean saidSo(String word, ProposalContext evidence) {
        return word != null && MorphologicalWords.of(word).spaced().stream().anyMatch(evidence.ownWords()::has);
    }

    private static boolean courteous(String text) {
        MorphologicalWords words = MorphologicalWords.of(text);
        boolean spaced = words.spaced().stream().allMatch(word -> COURTESY.has(word) || ContentWords.isUser(word));
        boolean runs = MorphologicalWords.runs(text).stream()
                .map(COURTESY::without)
                .map(ContentWords::withoutUser)
                .allMatch(String::isBlank);
        return spaced && runs;
    }

    private static List<Pattern> talk() {
        return Languages.all().stream()
                .flatMap(language -> language.expressions(LanguageTopic.CONVERSATION).stream())
                .map(expression -> Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS))
                .toList();
    }
}
