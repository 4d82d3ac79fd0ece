// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the extraction checks know of the language of {@code InventedLanguageTest}, run in a class loader of its own.
 */
public final class InventedChecks {

    private InventedChecks() {}

    /** {@return each check, and whether it knows the words} */
    public static SortedMap<String, Boolean> known() {
        SortedMap<String, Boolean> known = new TreeMap<>();
        known.put("assent", ConsentDetector.saysYes("Sio!"));
        known.put(
                "forget request",
                ForgetRequestDetector.of("Glömolöd atosi.", "Glömolöd atosi") == ForgetRequestDetector.ASKED);
        known.put(
                "declined forget request",
                ForgetRequestDetector.of("No glömolöd atosi.", "No glömolöd atosi") == ForgetRequestDetector.DECLINED);
        known.put("kinship", KinshipTerms.otherWords(NormalizedText.of("mam")).contains("mot"));
        known.put("relative day", RelativeDay.in("Olabob tidüpi odelo").equals(Optional.of(RelativeDay.TOMORROW)));
        known.put(
                "language of a text",
                GrammarWords.of(Set.of("gebana", "löfom")).languages().contains("vo"));
        known.put("user", accepted("Löfob kafi.", "Kafi löfom Gebana."));
        return known;
    }

    private static boolean accepted(String said, String claimed) {
        Claim claim = new Claim(MemoryKind.FACT, claimed, "user", List.of(), Validity.unknown());
        Proposal proposal = new Proposal.Add(claim, List.of(new Citation("turn-1", said)));
        return ProposalValidator.standard(ExtractionSettings.defaults())
                        .check(new Talk().user(said).request(), List.of(proposal))
                        .get(0)
                instanceof ValidationResult.Accepted;
    }
}
