// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.StoredTurn;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.text.LanguageTopic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rejects a claim that shares too few words with the cited turns. At least a quarter of its words (half of its
 * characters in scripts without spaces) must have been said or be known, and the cited speaker must have said at least
 * one of them. A short yes or no counts as an answer to what the assistant said just before. A known fact that the
 * turns do not repeat but only answer to is not learned again.
 */
final class LexicalGroundingCheck implements ProposalCheck {

    /** Minimum share of words, as a divisor: "Rex is our labrador" becomes "The user has a dog named Rex". */
    private static final int WORDS_PER_SAID_WORD = 4;

    private static final int NGRAMS_PER_SAID_NGRAM = 2;

    private static final WordList NEGATION = WordList.of(LanguageTopic.NEGATION);
    private static final WordList AGE = WordList.of(LanguageTopic.AGE);
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\s*$");

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, ProposalContext evidence) {
        ContentWords content = ContentWords.of(claim.text(), evidence.grammar());
        if (restates(claim, content, evidence)) {
            return Optional.of(
                    new Rejection(Reason.RECALLED, "It restates a known memory that the cited turns do not repeat."));
        }
        if (isUnfounded(content, evidence)) {
            return Optional.of(new Rejection(Reason.UNGROUNDED, "Too few of its words were said."));
        }
        // "He loves it there" contains only the verb, "no, it was in June" only the time.
        ContentWords all = ContentWords.withVerbs(claim.text(), evidence.grammar());
        boolean own = all.wordsIn(evidence.ownWords(), evidence.nameForms()) + all.ngramsIn(evidence.ownWords()) > 0
                || ownNumber(claim, evidence)
                || ownTime(claim, evidence);
        if (own || answers(claim, content, evidence)) {
            return Optional.empty();
        }
        return Optional.of(
                content.in(evidence.saidWords()) > 0
                        ? new Rejection(
                                Reason.NOT_AGREED, "Someone else said it, and the cited speaker did not confirm it.")
                        : new Rejection(Reason.UNGROUNDED, "The cited speaker said nothing of it."));
    }

    /** {@return whether too few words of a statement were said or are known} */
    static boolean isUnfounded(ContentWords content, ProposalContext evidence) {
        MorphologicalWords all = evidence.nameSources();
        // "I am 35" does not contain the words "years old" of "The user is 35 years old".
        boolean counts = evidence.claim()
                .filter(claim -> !evidence.numbers(claim.text()).isEmpty())
                .isPresent();
        long words = content.words().stream()
                .filter(word -> !(counts && AGE.has(word)))
                .count();
        return WORDS_PER_SAID_WORD * content.wordsIn(all, evidence.nameForms()) < words
                || NGRAMS_PER_SAID_NGRAM * content.ngramsIn(all)
                        < content.ngrams().size();
    }

    private static boolean restates(Claim claim, ContentWords content, ProposalContext evidence) {
        boolean said = 2 * content.in(evidence.ownWords()) >= content.size() && !asks(evidence);
        return evidence.proposal() instanceof Proposal.Add
                && !said
                && !content.isEmpty()
                && evidence.known().stream().anyMatch(memory -> sameMeaning(claim, memory, evidence));
    }

    /** A claim with a different negation, date or number never has the same meaning. */
    private static boolean sameMeaning(Claim claim, Memory memory, ProposalContext evidence) {
        MorphologicalWords known = MorphologicalWords.of(memory.text());
        ContentWords content = ContentWords.withVerbs(claim.text());
        return content.in(known) == content.size()
                && NEGATION.in(MorphologicalWords.of(claim.text())) == NEGATION.in(known)
                && ClaimDates.in(memory.text())
                        .dates()
                        .containsAll(ClaimDates.in(claim.text()).dates())
                && evidence.numbers(memory.text()).containsAll(evidence.numbers(claim.text()));
    }

    private static boolean asks(ProposalContext evidence) {
        return evidence.cited().stream()
                .filter(evidence::believed)
                .allMatch(turn -> QUESTION.matcher(turn.text()).find());
    }

    private static boolean ownNumber(Claim claim, ProposalContext evidence) {
        Set<String> own = evidence.cited().stream()
                .filter(evidence::believed)
                .flatMap(turn -> evidence.numbers(turn.text()).stream())
                .collect(Collectors.toSet());
        return evidence.numbers(claim.text()).stream().anyMatch(own::contains);
    }

    private static boolean ownTime(Claim claim, ProposalContext evidence) {
        ClaimDates dates = ClaimDates.in(claim.text());
        boolean dated = !dates.dates().isEmpty() || !dates.weekdays().isEmpty();
        return dated
                && evidence.cited().stream()
                        .filter(evidence::believed)
                        .anyMatch(turn -> evidence.times(turn).any());
    }

    /** A yes or no counts if the assistant has just said what is claimed; documents do not ask questions. */
    private static boolean answers(Claim claim, ContentWords content, ProposalContext evidence) {
        boolean denies = NEGATION.in(MorphologicalWords.of(claim.text()));
        List<StoredTurn> context = evidence.context();
        for (int i = 1; i < context.size(); i++) {
            StoredTurn turn = context.get(i);
            StoredTurn asked = context.get(i - 1);
            if (evidence.cited().contains(turn)
                    && evidence.believed(turn)
                    && asked.turn().origin() == Origin.ASSISTANT
                    && content.in(MorphologicalWords.of(asked.text())) > 0
                    && (ConsentDetector.saysYes(turn.text())
                            || accepts(turn, asked, evidence)
                            || (denies && ConsentDetector.begins(NEGATION, turn.text())))) {
                return true;
            }
        }
        return false;
    }

    /** "That plan looks good" accepts what the assistant proposed, if the proposal cites both turns. */
    private static boolean accepts(StoredTurn turn, StoredTurn asked, ProposalContext evidence) {
        return evidence.proposal().sources().stream()
                        .anyMatch(source -> source.turnId().equals(asked.id()))
                && evidence.proposal().sources().stream()
                        .filter(source -> source.turnId().equals(turn.id()))
                        .anyMatch(source -> ConsentDetector.in(source.quote()));
    }
}
