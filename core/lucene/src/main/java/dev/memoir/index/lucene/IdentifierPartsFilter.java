// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Adds the words of an identifier after it, at the same position: {@code user} and {@code name} to {@code
 * get_user_name} and {@code getUserName}, {@code example} to {@code example.com}. A name of two capitalised parts
 * (YouTube, McDonald) stays whole, because its parts mean something else.
 */
final class IdentifierPartsFilter extends TokenFilter {

    private static final Pattern MARKS = Pattern.compile("[_.:·]+");

    /** Matches camel-case identifiers such as getUserName, parseHTTPRequest and UserAccountService. */
    private static final Pattern HUMPS =
            Pattern.compile("\\p{Ll}{2,}[\\p{L}\\p{N}]*\\p{Lu}[\\p{L}\\p{N}]*|(?:\\p{Lu}+[\\p{Ll}\\p{N}]+){3,}");

    private static final Pattern HUMP =
            Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final Pattern WORD = Pattern.compile(".*\\p{L}.*\\p{L}.*");

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final Deque<String> parts = new ArrayDeque<>();
    private State whole = captureState();

    IdentifierPartsFilter(TokenStream words) {
        super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
        String part = parts.poll();
        if (part != null) {
            restoreState(whole);
            term.setEmpty().append(part);
            step.setPositionIncrement(0);
            return true;
        }
        if (!input.incrementToken()) {
            return false;
        }
        if (mayHaveParts()) {
            add(term.toString());
            whole = parts.isEmpty() ? whole : captureState();
        }
        return true;
    }

    /** Most words are lower-case except for their first letter, so no string needs to be created. */
    private boolean mayHaveParts() {
        for (int i = 1; i < term.length(); i++) {
            char c = term.charAt(i);
            if (c == '_' || c == '.' || c == ':' || c == '·' || Character.isUpperCase(c)) {
                return true;
            }
        }
        return false;
    }

    private void add(String identifier) {
        for (String piece : MARKS.split(identifier, -1)) {
            String[] humps = HUMPS.matcher(piece).matches() ? HUMP.split(piece, -1) : new String[] {piece};
            if (humps.length > 1 && piece.length() < identifier.length()) {
                addWord(piece, identifier);
            }
            for (String hump : humps) {
                addWord(hump, identifier);
            }
        }
    }

    private void addWord(String part, String identifier) {
        if (part.length() < identifier.length() && WORD.matcher(part).matches()) {
            parts.add(part);
        }
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        parts.clear();
    }
}
