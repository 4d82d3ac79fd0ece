package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** The words of a text and then its forms, which take no place of their own: they make a text no longer. */
final class CompoundTokenFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final Iterator<String> forms;
    private boolean any;
    private int last;

    CompoundTokenFilter(TokenStream words, List<String> forms) {
        super(words);
        this.forms = forms.iterator();
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (input.incrementToken()) {
            any = true;
            last = offset.startOffset();
            return true;
        }
        if (!forms.hasNext()) {
            return false;
        }
        clearAttributes();
        term.append(forms.next());
        step.setPositionIncrement(any ? 0 : 1);
        offset.setOffset(last, last);
        any = true;
        return true;
    }
}
