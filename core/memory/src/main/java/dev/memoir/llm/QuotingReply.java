// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import dev.memoir.Role;
import dev.memoir.prompt.RecalledBlock;
import dev.memoir.prompt.RecalledBlock.Line;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replies without a language model: quotes the memories that were recalled into the prompt, states that it does only
 * that, and makes nothing up. It lets an application show its memory at work without an API key, a server or a network.
 *
 * <p>In the {@link RecalledBlock} of the prompt it ignores the question itself (a turn is remembered before it is
 * answered), other questions and its own earlier replies, because none of them is an answer. Of the rest it quotes the
 * lines that share words with the user's text, the best first. If there are none, a question is answered with the
 * latest lines, which were recalled by their meaning; a statement is not, because it asks for nothing. Thread-safe.
 */
public final class QuotingReply implements LanguageModel {

    /** The beginning of every reply. */
    public static final String MARK = "I have no language model";

    /** The whole reply if nothing was recalled. */
    public static final String NOTHING = MARK + ", and recalled nothing about this.";

    private static final String QUOTING = MARK + "; from memory: ";

    /**
     * The maximum number of quotes; more would be a list instead of a reply, and the block contains dozens of lines.
     */
    private static final int MOST_QUOTES = 3;

    /**
     * Words of at least this length match longer words that begin with them: "move" and "moved", but not "an" and
     * "Ana".
     */
    private static final int STEM = 4;

    private static final Pattern NON_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Function words of questions; sharing them is not a sign of relevance. */
    private static final Set<String> FUNCTION_WORDS =
            Set.of(("a about am an and any are at be by can could did do does for"
                            + " from had has have her his how i in is it its me my of on or our she he should tell"
                            + " that the their them they this to was we were what when where which who whom whose"
                            + " why will with would you your")
                    .split(" "));

    @Override
    public String complete(List<Message> messages, @Nullable String jsonSchema) {
        if (jsonSchema != null) {
            throw new UnsupportedOperationException(
                    "The offline reply only quotes memories and cannot follow a JSON schema. Use a language model"
                            + " for that.");
        }
        return messages.stream()
                .filter(message -> message.role() == Role.USER)
                .reduce((earlier, later) -> later)
                .map(message -> replyTo(message.text()))
                .orElse(NOTHING);
    }

    /**
     * {@return the reply to a prompt}
     *
     * @param prompt the user's text, with the block of recalled memories if there is one
     */
    public String replyTo(String prompt) {
        String question = RecalledBlock.strip(prompt);
        List<Line> quotes = best(
                RecalledBlock.read(prompt).stream()
                        .filter(line -> !answersNothing(line.text(), question))
                        .toList(),
                question);
        if (quotes.isEmpty()) {
            return NOTHING;
        }
        return quotes.stream()
                .map(line -> "“%s” (%s, %s)".formatted(line.text(), line.source(), line.day()))
                .collect(Collectors.joining("; ", QUOTING, ""));
    }

    /**
     * {@return whether a text is an offline reply} It only repeats memories, or says that there are none, so it is not
     * remembered itself.
     *
     * @param text the text of an assistant
     */
    public static boolean isReply(String text) {
        String words = text.strip();
        return words.equals(NOTHING) || words.startsWith(QUOTING);
    }

    private static boolean answersNothing(String text, String question) {
        return text.startsWith(MARK) || asks(text) || normalized(text).equals(normalized(question));
    }

    private static boolean asks(String text) {
        return text.endsWith("?") || text.endsWith("？");
    }

    /** Ranks the lines again, because they are in the order of time and not of relevance. */
    private static List<Line> best(List<Line> lines, String question) {
        Set<String> queryWords = words(question);
        List<Line> related =
                lines.stream().filter(line -> shared(line, queryWords) > 0).toList();
        return (related.isEmpty() && asks(question) ? lines : related)
                .stream()
                        .sorted(Comparator.<Line>comparingLong(line -> shared(line, queryWords))
                                .thenComparing(Line::day)
                                .reversed())
                        .limit(MOST_QUOTES)
                        .toList();
    }

    private static long shared(Line line, Set<String> queryWords) {
        Set<String> words = words(line.text());
        return queryWords.stream()
                .filter(word -> words.stream().anyMatch(other -> same(word, other)))
                .count();
    }

    private static boolean same(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        return one.equals(other) || (shorter.length() >= STEM && one.startsWith(shorter) && other.startsWith(shorter));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(NON_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty() && !FUNCTION_WORDS.contains(word))
                .collect(Collectors.toSet());
    }

    /** {@return a text without case, punctuation and line breaks, which the block has turned into spaces} */
    private static String normalized(String text) {
        return NON_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
