package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.Origin;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A claim must have to do with what was said. At least a quarter of its words (of its characters half, where no spaces part
 * words) must have been said or be known, and at least one by whom it cites; a short yes makes what was proposed just
 * before one's own. What is known already, and is not said again but only answered to, is not learned again.
 */
final class MatterGate implements Gate {

    /** The least share of words: "Rex is our labrador" becomes "The user has a dog named Rex". */
    private static final int WORDS_TO_ONE_SAID = 4;

    private static final int SIGNS_TO_ONE_SAID = 2;

    /** Longer is not a yes. */
    private static final int LONGEST_ASSENT = 12;

    private static final Lexicon ASSENT = Lexicon.of("assent");

    @Override
    public Optional<Rejection> check(Evidence evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, Evidence evidence) {
        Statement statement = Statement.of(claim.text());
        if (restates(claim, statement, evidence)) {
            return Optional.of(new Rejection(Reason.RECALLED, "It is known, and was not said again."));
        }
        Words all = evidence.named();
        boolean words =
                WORDS_TO_ONE_SAID * statement.wordsIn(all) >= statement.words().size();
        boolean signs =
                SIGNS_TO_ONE_SAID * statement.signsIn(all) >= statement.signs().size();
        if (!words || !signs) {
            return Optional.of(new Rejection(Reason.UNGROUNDED, "Too little of it was said."));
        }
        // "He loves it there" says no more than the verb.
        boolean own = Statement.withVerbs(claim.text()).in(evidence.own()) > 0 || ownNumber(claim, evidence);
        if (own || assents(statement, evidence)) {
            return Optional.empty();
        }
        return Optional.of(
                statement.in(evidence.said()) > 0
                        ? new Rejection(Reason.NOT_AGREED, "Others said it, and whom it cites did not agree.")
                        : new Rejection(Reason.UNGROUNDED, "Whom it cites said nothing of it."));
    }

    private static boolean restates(Claim claim, Statement statement, Evidence evidence) {
        boolean said = 2 * statement.in(evidence.own()) >= statement.size() && !asks(evidence);
        return evidence.proposal() instanceof Proposal.Add
                && !said
                && !statement.isEmpty()
                && evidence.known().stream().anyMatch(memory -> sameMatter(claim, statement, memory));
    }

    private static boolean sameMatter(Claim claim, Statement statement, Memory memory) {
        return statement.in(Words.of(memory.text())) == statement.size()
                && Numbers.readings(memory.text()).containsAll(Numbers.readings(claim.text()));
    }

    private static boolean asks(Evidence evidence) {
        return evidence.cited().stream()
                .filter(evidence::believed)
                .allMatch(turn -> turn.text().strip().matches("(?s).*[?？؟]"));
    }

    private static boolean ownNumber(Claim claim, Evidence evidence) {
        Set<String> own = evidence.cited().stream()
                .filter(evidence::believed)
                .flatMap(turn -> Numbers.readings(turn.text()).stream())
                .collect(Collectors.toSet());
        return Numbers.readings(claim.text()).stream().anyMatch(own::contains);
    }

    /** A yes counts if the assistant has just said what is claimed; a document asks no one. */
    private static boolean assents(Statement statement, Evidence evidence) {
        List<RecordedTurn> context = evidence.context();
        for (int i = 1; i < context.size(); i++) {
            RecordedTurn turn = context.get(i);
            RecordedTurn asked = context.get(i - 1);
            if (evidence.cited().contains(turn)
                    && evidence.believed(turn)
                    && asked.turn().origin() == Origin.ASSISTANT
                    && statement.in(Words.of(asked.text())) > 0
                    && assent(turn.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean assent(String text) {
        String essence = Essence.of(text);
        Words words = Words.of(text);
        if (essence.isEmpty()) {
            // An emoji.
            return true;
        }
        String first = essence.substring(0, (essence + " ").indexOf(' '));
        return words.spaced().size() <= LONGEST_ASSENT
                && words.run().length() <= LONGEST_ASSENT * 8
                && (ASSENT.has(first) || ASSENT.begins(first));
    }
}
