// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.text.LanguageTopic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the sentences of a summary before it is stored. A sentence may only contain names, numbers and dates that
 * occur in the turns or in the previous summary, no secret and nothing of the prompt, and a quarter of its words must
 * have been said. Thread-safe.
 */
final class SummaryValidator {

    private static final Pattern FIRST_WORD = Pattern.compile("^[\\p{P}\\s]*([\\p{L}\\p{M}]+)");
    private static final WordList OPENING = WordList.of(LanguageTopic.OPENING);

    private final ExtractionSettings settings;
    private final List<ProposalCheck> checks;

    SummaryValidator(ExtractionSettings settings, String instructions, ProposalCheck... further) {
        this.settings = settings;
        this.checks = Stream.concat(
                        Stream.of(
                                new SecretCheck(),
                                new PromptEchoCheck(instructions),
                                new NameGroundingCheck(),
                                new NumberGroundingCheck(),
                                new DateGroundingCheck(),
                                SummaryValidator::lexicalGrounding),
                        Stream.of(further))
                .toList();
    }

    /**
     * {@return the reason to reject a sentence, or empty if it passes}
     *
     * @param sentence the sentence
     * @param request the sanitized turns that the model was sent
     * @param before the summary of the turns before, or null
     * @param verbFirst whether the sentence begins with a verb, which is capitalised but not a name
     */
    Optional<Rejection> check(String sentence, ExtractionRequest request, @Nullable Memory before, boolean verbFirst) {
        Claim claim = new Claim(
                MemoryKind.SUMMARY, withLowerCaseStart(sentence, verbFirst), null, List.of(), Validity.unknown());
        List<Citation> sources = request.turns().stream()
                .map(turn -> new Citation(turn.id(), ""))
                .toList();
        Proposal proposal = before == null
                ? new Proposal.Add(claim, sources)
                : new Proposal.Update(before.id(), claim, false, sources);
        ProposalContext evidence = new ProposalContext(proposal, request, request, settings, new TextAnalysisCache());
        for (ProposalCheck check : checks) {
            Optional<Rejection> rejection = check.check(evidence);
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> lexicalGrounding(ProposalContext evidence) {
        return evidence.claim()
                .filter(claim ->
                        LexicalGroundingCheck.isUnfounded(ContentWords.of(claim.text(), evidence.grammar()), evidence))
                .map(claim -> new Rejection(Reason.UNGROUNDED, "Too few of its words were said."));
    }

    /** Lower-cases a first word that is not a name: the first word of a sentence is always capitalised. */
    private static String withLowerCaseStart(String sentence, boolean verbFirst) {
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
