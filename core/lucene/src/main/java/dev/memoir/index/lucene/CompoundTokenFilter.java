// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Appends the compounds of a text after its words, without a position of their own, so that they do not lengthen the
 * text.
 */
final class CompoundTokenFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final Iterator<String> compounds;
    private boolean hasToken;
    private int lastOffset;

    CompoundTokenFilter(TokenStream words, List<String> compounds) {
        super(words);
        this.compounds = compounds.iterator();
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (input.incrementToken()) {
            hasToken = true;
            lastOffset = offset.startOffset();
            return true;
        }
        if (!compounds.hasNext()) {
            return false;
        }
        clearAttributes();
        term.append(compounds.next());
        step.setPositionIncrement(hasToken ? 0 : 1);
        offset.setOffset(lastOffset, lastOffset);
        hasToken = true;
        return true;
    }
}
