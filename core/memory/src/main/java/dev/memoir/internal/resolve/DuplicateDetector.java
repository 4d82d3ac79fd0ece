// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.entity.EntityNames;
import dev.memoir.extract.Claim;
import dev.memoir.internal.extract.ClaimSignature;
import dev.memoir.internal.text.FunctionWords;
import dev.memoir.internal.text.SignificantTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether a claim states a fact that is already known. When in doubt it is not: a fact that is stored twice can
 * be seen and merged, a fact that was mistaken for another is lost.
 *
 * <p>Cosine similarity cannot decide this. Of sentence pairs measured with all-MiniLM-L6-v2, "likes tea" and "does not
 * like tea" have up to 0.98 (in Russian), two dates 0.997, "lives in" and "works in" 0.996 (in Chinese), while true
 * paraphrases go down to 0.84. So two texts are the same only if they have the same significant words in the same
 * order: all words but those that {@link FunctionWords} lists as insignificant for a known language. A negation,
 * number, date, name or opposite is always significant. In an unknown language every word is.
 */
final class DuplicateDetector {

    /**
     * The minimum cosine of texts that are not equal word for word. Paraphrases with the same significant words
     * measured 0.84 and more; a much lower value indicates that a word has another meaning here than the lists assume.
     */
    static final double NEAR = 0.8;

    /** Texts with a lower cosine are unrelated: pairs about different things measured below 0.3. */
    static final double FAR = 0.3;

    private final TextSimilarity similarity;

    DuplicateDetector(TextSimilarity similarity) {
        this.similarity = similarity;
    }

    /** {@return whether the claim states the same as the memory, for the same time} */
    boolean same(SourcedClaim sourced, Memory memory, Instant lastSaid) {
        return sameWords(sourced, memory) && compatible(sourced, memory, lastSaid);
    }

    /** {@return whether the claim states the same as the memory, for any time} */
    boolean sameWords(SourcedClaim sourced, Memory memory) {
        return isFact(memory)
                && sameSubject(sourced.claim().subject(), memory.subject())
                && sameText(sourced.claim().text(), memory.text());
    }

    /**
     * {@return whether a claim and a memory from the same turns are paraphrases} Both take the same from these turns,
     * and neither has a negation, hedge, name, number or date that the other lacks.
     */
    boolean sameSignature(SourcedClaim sourced, Memory memory, List<String> turns, Instant lastSaid) {
        Claim claim = sourced.claim();
        if (!isFact(memory)
                || claim.kind() != memory.kind()
                || !sameSubject(claim.subject(), memory.subject())
                || !compatible(sourced, memory, lastSaid)
                || !NegationWords.of(SignificantTokens.of(claim.text()))
                        .equals(NegationWords.of(SignificantTokens.of(memory.text())))) {
            return false;
        }
        ClaimSignature signature = ClaimSignature.of(claim.text(), claim.entities(), turns);
        return signature.hasContent()
                && signature.equals(ClaimSignature.of(memory.text(), memory.entities(), turns))
                && similarity.between(claim.text(), memory.text()) >= NEAR;
    }

    /** {@return whether the claim states everything that the memory states, for the same time, and more} */
    boolean refines(SourcedClaim sourced, Memory memory, Instant lastSaid) {
        List<String> known = SignificantTokens.of(memory.text());
        List<String> claimed = SignificantTokens.of(sourced.claim().text());
        FunctionWords language = FunctionWords.of(known);
        if (!isFact(memory) || language == null || language != FunctionWords.of(claimed)) {
            return false;
        }
        Instant from = sourced.claim().valid().from();
        boolean begunLater = from != null
                && from.isAfter(
                        memory.valid().from() == null
                                ? lastSaid
                                : memory.valid().from())
                && !compatible(sourced, memory, lastSaid);
        List<String> added = added(language.significant(known), language.significant(claimed));
        return !begunLater
                && sameSubject(sourced.claim().subject(), memory.subject())
                && !added.isEmpty()
                && !NegationWords.in(added);
    }

    /** {@return whether a claim is unrelated to a memory that it is supposed to change} */
    boolean unrelated(SourcedClaim sourced, Memory memory) {
        String text = sourced.claim().text();
        return !sameSubject(sourced.claim().subject(), memory.subject())
                && similarity.between(text, memory.text()) < FAR
                && Collections.disjoint(content(text), content(memory.text()));
    }

    private boolean sameText(String one, String other) {
        List<String> words = SignificantTokens.of(one);
        List<String> others = SignificantTokens.of(other);
        if (words.equals(others)) {
            return true;
        }
        FunctionWords language = FunctionWords.of(words);
        return language != null
                && language == FunctionWords.of(others)
                && language.significant(words).equals(language.significant(others))
                && similarity.between(one, other) >= NEAR;
    }

    /** Two dates are compatible if they may denote the same time; an unknown date is compatible with any. */
    private static boolean compatible(SourcedClaim sourced, Memory memory, Instant lastSaid) {
        Validity claimed = sourced.claim().valid();
        Instant from = memory.valid().from();
        if (claimed.from() != null && from != null) {
            return sourced.started().overlaps(DateRange.of(from, memory.valid()));
        }
        if (sourced.claim().kind() == MemoryKind.EVENT && memory.kind() == MemoryKind.EVENT) {
            // An event that happened after the other was said is another occurrence of the same event.
            return (claimed.from() == null || !claimed.from().isAfter(lastSaid))
                    && (from == null || !from.isAfter(sourced.at()));
        }
        return true;
    }

    private static boolean sameSubject(@Nullable String one, @Nullable String other) {
        return one == null || other == null || EntityNames.key(one).equals(EntityNames.key(other));
    }

    private static Set<String> content(String text) {
        return SignificantTokens.of(text).stream()
                .filter(FunctionWords::isContentWord)
                .collect(Collectors.toSet());
    }

    /** {@return the additional words of the longer text if it contains all words of the shorter in order, else none} */
    private static List<String> added(List<String> shorter, List<String> longer) {
        List<String> added = new ArrayList<>();
        int found = 0;
        for (String word : longer) {
            if (found < shorter.size() && shorter.get(found).equals(word)) {
                found++;
            } else {
                added.add(word);
            }
        }
        return found == shorter.size() ? added : List.of();
    }

    /** Summaries and procedures are replaced by their own writers. */
    private static boolean isFact(Memory memory) {
        return memory.kind() != MemoryKind.SUMMARY && memory.kind() != MemoryKind.PROCEDURE;
    }
}
