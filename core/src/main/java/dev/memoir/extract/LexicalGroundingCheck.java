package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A claim must have to do with what was said. At least a quarter of its words (of its characters half, where no spaces part
 * words) must have been said or be known, and at least one of them by whom it cites; a short yes or no counts as an answer
 * to what the assistant said just before. What is known already, and is not said again but only answered to, is not learned
 * again.
 */
final class LexicalGroundingCheck implements ProposalCheck {

    /** The least share of words: "Rex is our labrador" becomes "The user has a dog named Rex". */
    private static final int WORDS_TO_ONE_SAID = 4;

    private static final int SIGNS_TO_ONE_SAID = 2;

    private static final WordList NEGATION = WordList.of("negation");
    private static final WordList AGE = WordList.of("age");
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\s*$");

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, ProposalContext evidence) {
        ContentWords statement = ContentWords.of(claim.text(), evidence.grammar());
        if (restates(claim, statement, evidence)) {
            return Optional.of(new Rejection(Reason.RECALLED, "It is known, and was not said again."));
        }
        if (strange(statement, evidence)) {
            return Optional.of(new Rejection(Reason.UNGROUNDED, "Too little of it was said."));
        }
        // "He loves it there" says no more than the verb, "no, it was in June" no more than the time.
        ContentWords all = ContentWords.withVerbs(claim.text(), evidence.grammar());
        boolean own = all.wordsIn(evidence.own(), evidence.nameForms()) + all.signsIn(evidence.own()) > 0
                || ownNumber(claim, evidence)
                || ownTime(claim, evidence);
        if (own || answers(claim, statement, evidence)) {
            return Optional.empty();
        }
        return Optional.of(
                statement.in(evidence.said()) > 0
                        ? new Rejection(Reason.NOT_AGREED, "Others said it, and whom it cites did not agree.")
                        : new Rejection(Reason.UNGROUNDED, "Whom it cites said nothing of it."));
    }

    /** {@return whether a statement is made of too few words that were said or are known} */
    static boolean strange(ContentWords statement, ProposalContext evidence) {
        MorphologicalWords all = evidence.named();
        // "I am 35" is said in other words than "The user is 35 years old".
        boolean counts = evidence.claim()
                .filter(claim -> !evidence.numbers(claim.text()).isEmpty())
                .isPresent();
        long words = statement.words().stream()
                .filter(word -> !(counts && AGE.has(word)))
                .count();
        return WORDS_TO_ONE_SAID * statement.wordsIn(all, evidence.nameForms()) < words
                || SIGNS_TO_ONE_SAID * statement.signsIn(all)
                        < statement.signs().size();
    }

    private static boolean restates(Claim claim, ContentWords statement, ProposalContext evidence) {
        boolean said = 2 * statement.in(evidence.own()) >= statement.size() && !asks(evidence);
        return evidence.proposal() instanceof Proposal.Add
                && !said
                && !statement.isEmpty()
                && evidence.known().stream().anyMatch(memory -> sameMatter(claim, memory, evidence));
    }

    /** A denial, another date or another number is never the same. */
    private static boolean sameMatter(Claim claim, Memory memory, ProposalContext evidence) {
        MorphologicalWords known = MorphologicalWords.of(memory.text());
        ContentWords statement = ContentWords.withVerbs(claim.text());
        return statement.in(known) == statement.size()
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

    /** A yes or no counts if the assistant has just said what is claimed; a document asks no one. */
    private static boolean answers(Claim claim, ContentWords statement, ProposalContext evidence) {
        boolean denies = NEGATION.in(MorphologicalWords.of(claim.text()));
        List<RecordedTurn> context = evidence.context();
        for (int i = 1; i < context.size(); i++) {
            RecordedTurn turn = context.get(i);
            RecordedTurn asked = context.get(i - 1);
            if (evidence.cited().contains(turn)
                    && evidence.believed(turn)
                    && asked.turn().origin() == Origin.ASSISTANT
                    && statement.in(MorphologicalWords.of(asked.text())) > 0
                    && (ConsentDetector.saysYes(turn.text())
                            || accepts(turn, asked, evidence)
                            || (denies && ConsentDetector.begins(NEGATION, turn.text())))) {
                return true;
            }
        }
        return false;
    }

    /** "That plan looks good" accepts what the assistant proposed, if the proposal rests on both turns. */
    private static boolean accepts(RecordedTurn turn, RecordedTurn asked, ProposalContext evidence) {
        return evidence.proposal().sources().stream()
                        .anyMatch(source -> source.turnId().equals(asked.id()))
                && evidence.proposal().sources().stream()
                        .filter(source -> source.turnId().equals(turn.id()))
                        .anyMatch(source -> ConsentDetector.in(source.quote()));
    }
}
