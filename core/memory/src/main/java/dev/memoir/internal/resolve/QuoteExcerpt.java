// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.extract.Citation;
import java.util.List;

/** Formats the quote that caused a revision, for the history. */
final class QuoteExcerpt {

    /** The maximum number of code points: a dozen words identify the sentence. */
    private static final int LONGEST = 80;

    private QuoteExcerpt() {}

    static String from(List<Citation> sources) {
        if (sources.isEmpty()) {
            return "no source turn";
        }
        Citation first = sources.get(0);
        return "“" + shortened(first.quote().strip()) + "” (turn " + first.turnId() + ")"
                + (sources.size() > 1 ? " and " + (sources.size() - 1) + " more" : "");
    }

    private static String shortened(String quote) {
        return quote.codePointCount(0, quote.length()) <= LONGEST
                ? quote
                : quote.substring(0, quote.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
}
