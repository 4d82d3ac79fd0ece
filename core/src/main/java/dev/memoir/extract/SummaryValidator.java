package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a retelling and the memory: each of its sentences may hold only names, numbers and dates that stand in
 * the turns or in what was told of them before, no secret and nothing of the prompt, and a quarter of its words must have been
 * said. Thread-safe.
 */
final class SummaryValidator {

    private static final Pattern FIRST_WORD = Pattern.compile("^[\\p{P}\\s]*([\\p{L}\\p{M}]+)");
    private static final WordList OPENING = WordList.of("opening");

    private final ExtractionSettings settings;
    private final List<ProposalCheck> gates;

    SummaryValidator(ExtractionSettings settings, String instructions, ProposalCheck... further) {
        this.settings = settings;
        this.gates = Stream.concat(
                        Stream.of(
                                new SecretCheck(),
                                new PromptEchoCheck(instructions),
                                new NameGroundingCheck(),
                                new NumberGroundingCheck(),
                                new DateGroundingCheck(),
                                SummaryValidator::matter),
                        Stream.of(further))
                .toList();
    }

    /**
     * {@return why a sentence is turned away, or nothing}
     *
     * @param sentence the words
     * @param heard the turns, as the model was shown them
     * @param before what was told of the turns before, or null
     * @param verbFirst whether it begins with a verb, which is no name though it has a capital
     */
    Optional<Rejection> check(String sentence, ExtractionRequest heard, @Nullable Memory before, boolean verbFirst) {
        Claim claim = new Claim(MemoryKind.SUMMARY, small(sentence, verbFirst), null, List.of(), Validity.unknown());
        List<Citation> sources =
                heard.turns().stream().map(turn -> new Citation(turn.id(), "")).toList();
        Proposal proposal = before == null
                ? new Proposal.Add(claim, sources)
                : new Proposal.Update(before.id(), claim, false, sources);
        ProposalContext evidence = new ProposalContext(proposal, heard, heard, settings, new TextAnalysisCache());
        for (ProposalCheck gate : gates) {
            Optional<Rejection> rejection = gate.check(evidence);
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> matter(ProposalContext evidence) {
        return evidence.claim()
                .filter(claim ->
                        LexicalGroundingCheck.strange(ContentWords.of(claim.text(), evidence.grammar()), evidence))
                .map(claim -> new Rejection(Reason.UNGROUNDED, "Too little of it was said."));
    }

    /** The first word has a capital whatever it is. */
    private static String small(String sentence, boolean verbFirst) {
        Matcher first = FIRST_WORD.matcher(sentence);
        if (!first.find() || !(verbFirst || OPENING.has(NormalizedText.of(first.group(1))))) {
            return sentence;
        }
        int at = first.start(1);
        int next = sentence.offsetByCodePoints(at, 1);
        return sentence.substring(0, at)
                + sentence.substring(at, next).toLowerCase(java.util.Locale.ROOT)
                + sentence.substring(next);
    }
}
