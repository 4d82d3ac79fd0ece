package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ClaimSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a claim says what is known already. When in doubt it does not: a fact that is kept twice can be seen and merged, a
 * fact that was taken for another is lost.
 *
 * <p>Cosines cannot decide it. Of sentence pairs measured with all-MiniLM-L6-v2, "likes tea" and "does not like tea" are as
 * near as 0.98 (in Russian), two dates 0.997, "lives in" and "works in" 0.996 (in Chinese), while true paraphrases reach down
 * to 0.84. So two texts are the same only if they have the same telling words in the same order: every word but those that a
 * known {@link FunctionWords} lists as making no difference. A negation, number, date, name or opposite always tells. In a language
 * that is not known every word does.
 */
final class DuplicateDetector {

    /**
     * The least cosine of texts that are not equal word for word. Paraphrases with the same telling words measured 0.84 and
     * more; a nearness far below says that a word has another meaning here than the lists suppose.
     */
    static final double NEAR = 0.8;

    /** Up to here two texts have nothing to do with each other: pairs about different things measured below 0.3. */
    static final double FAR = 0.3;

    private final TextSimilarity similarity;

    DuplicateDetector(TextSimilarity similarity) {
        this.similarity = similarity;
    }

    /** {@return whether the claim says the same, of the same time} */
    boolean same(SourcedClaim said, Memory memory, Instant lastSaid) {
        return sameWords(said, memory) && compatible(said, memory, lastSaid);
    }

    /** {@return whether the claim says the same, whenever it holds} */
    boolean sameWords(SourcedClaim said, Memory memory) {
        return fact(memory)
                && sameSubject(said.claim().subject(), memory.subject())
                && sameText(said.claim().text(), memory.text());
    }

    /**
     * {@return whether the claim and the memory, drawn from the same turns, are one statement in other words: both take the
     * same from these turns, and neither denies, hedges, names, counts or dates what the other does not}
     */
    boolean sameGrounds(SourcedClaim said, Memory memory, List<String> turns, Instant lastSaid) {
        Claim claim = said.claim();
        if (!fact(memory)
                || claim.kind() != memory.kind()
                || !sameSubject(claim.subject(), memory.subject())
                || !compatible(said, memory, lastSaid)
                || !NegationWords.of(SignificantTokens.of(claim.text()))
                        .equals(NegationWords.of(SignificantTokens.of(memory.text())))) {
            return false;
        }
        ClaimSignature grounds = ClaimSignature.of(claim.text(), claim.entities(), turns);
        return grounds.tells()
                && grounds.equals(ClaimSignature.of(memory.text(), memory.entities(), turns))
                && similarity.between(claim.text(), memory.text()) >= NEAR;
    }

    /** {@return whether the claim says all that the memory says, of the same time, and more} */
    boolean refines(SourcedClaim said, Memory memory, Instant lastSaid) {
        List<String> known = SignificantTokens.of(memory.text());
        List<String> claimed = SignificantTokens.of(said.claim().text());
        FunctionWords language = FunctionWords.of(known);
        if (!fact(memory) || language == null || language != FunctionWords.of(claimed)) {
            return false;
        }
        Instant from = said.claim().valid().from();
        boolean begunLater = from != null
                && from.isAfter(
                        memory.valid().from() == null
                                ? lastSaid
                                : memory.valid().from())
                && !compatible(said, memory, lastSaid);
        List<String> added = added(language.telling(known), language.telling(claimed));
        return !begunLater
                && sameSubject(said.claim().subject(), memory.subject())
                && !added.isEmpty()
                && !NegationWords.in(added);
    }

    /** {@return whether a claim has nothing to do with a memory that it is said to change} */
    boolean unrelated(SourcedClaim said, Memory memory) {
        String text = said.claim().text();
        return !sameSubject(said.claim().subject(), memory.subject())
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
                && language.telling(words).equals(language.telling(others))
                && similarity.between(one, other) >= NEAR;
    }

    /** Two dates are the same if one may mean the other; what no date is known of may be of any. */
    private static boolean compatible(SourcedClaim said, Memory memory, Instant lastSaid) {
        Validity claimed = said.claim().valid();
        Instant from = memory.valid().from();
        if (claimed.from() != null && from != null) {
            return said.started().meets(DateRange.of(from, memory.valid()));
        }
        if (said.claim().kind() == MemoryKind.EVENT && memory.kind() == MemoryKind.EVENT) {
            // What happened after it was told is another time that the same thing happened.
            return (claimed.from() == null || !claimed.from().isAfter(lastSaid))
                    && (from == null || !from.isAfter(said.at()));
        }
        return true;
    }

    private static boolean sameSubject(@Nullable String one, @Nullable String other) {
        return one == null || other == null || EntityNames.key(one).equals(EntityNames.key(other));
    }

    private static Set<String> content(String text) {
        return SignificantTokens.of(text).stream()
                .filter(FunctionWords::tellsAnywhere)
                .collect(Collectors.toSet());
    }

    /** {@return what the longer has more than the shorter, in which all words of the shorter stand in order; else nothing} */
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

    /** Summaries and procedures are replaced by those who write them. */
    private static boolean fact(Memory memory) {
        return memory.kind() != MemoryKind.SUMMARY && memory.kind() != MemoryKind.PROCEDURE;
    }
}
