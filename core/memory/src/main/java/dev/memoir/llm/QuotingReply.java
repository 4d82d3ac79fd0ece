package dev.memoir.llm;

import dev.memoir.Role;
import dev.memoir.recall.RecalledBlock;
import dev.memoir.recall.RecalledBlock.Line;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replies without a language model: it quotes what was recalled into the prompt, says that it does no more than that, and
 * makes nothing up. It lets an application show its memory at work without a key, a server or a network.
 *
 * <p>From the prompt's {@link RecalledBlock} it leaves out the question itself (a turn is remembered before it is
 * answered), other questions and its own earlier replies, none of which answers anything. Of the rest it quotes the lines
 * that share words with what was said, the best first. If none does, a question is answered with the latest ones, which
 * were recalled by their meaning; a statement is not, for it asked for nothing. Thread-safe.
 */
public final class QuotingReply implements LanguageModel {

    /** What every reply begins with. */
    public static final String MARK = "I have no language model";

    /** The whole reply when nothing was recalled. */
    public static final String NOTHING = MARK + ", and recalled nothing about this.";

    private static final String QUOTING = MARK + "; from memory: ";

    /** More would be a list, not a reply; the block holds dozens. */
    private static final int MOST_QUOTES = 3;

    /** From this length on, a word that begins another counts as the same: "move" and "moved", but not "an" and "Ana". */
    private static final int STEM = 4;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** The words that questions are made of: sharing them says nothing about what is asked. */
    private static final Set<String> FUNCTION_WORDS =
            Set.of(("a about am an and any are at be by can could did do does for"
                            + " from had has have her his how i in is it its me my of on or our she he should tell that the"
                            + " their them they this to was we were what when where which who whom whose why will with would"
                            + " you your")
                    .split(" "));

    @Override
    public String complete(List<Message> messages, @Nullable String jsonSchema) {
        if (jsonSchema != null) {
            throw new UnsupportedOperationException(
                    "The offline reply quotes memory and fills no JSON schema. Use a language model for that.");
        }
        return messages.stream()
                .filter(message -> message.role() == Role.USER)
                .reduce((earlier, later) -> later)
                .map(message -> to(message.text()))
                .orElse(NOTHING);
    }

    /**
     * {@return the reply to a prompt}
     *
     * @param prompt the user's words, and the block of what was recalled for them if there is any
     */
    public String to(String prompt) {
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
     * {@return whether a text is such a reply} It repeats what is remembered, or says that nothing is, so it is not remembered
     * itself.
     *
     * @param text an assistant's words
     */
    public static boolean isReply(String text) {
        String said = text.strip();
        return said.equals(NOTHING) || said.startsWith(QUOTING);
    }

    private static boolean answersNothing(String text, String question) {
        return text.startsWith(MARK) || asks(text) || essence(text).equals(essence(question));
    }

    private static boolean asks(String text) {
        return text.endsWith("?") || text.endsWith("？");
    }

    /** The lines come in the order of time, not of rank, so what fits the question best is found again here. */
    private static List<Line> best(List<Line> lines, String question) {
        Set<String> asked = words(question);
        List<Line> related =
                lines.stream().filter(line -> shared(line, asked) > 0).toList();
        return (related.isEmpty() && asks(question) ? lines : related)
                .stream()
                        .sorted(Comparator.<Line>comparingLong(line -> shared(line, asked))
                                .thenComparing(Line::day)
                                .reversed())
                        .limit(MOST_QUOTES)
                        .toList();
    }

    private static long shared(Line line, Set<String> asked) {
        Set<String> said = words(line.text());
        return asked.stream()
                .filter(word -> said.stream().anyMatch(other -> same(word, other)))
                .count();
    }

    private static boolean same(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        return one.equals(other) || (shorter.length() >= STEM && one.startsWith(shorter) && other.startsWith(shorter));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty() && !FUNCTION_WORDS.contains(word))
                .collect(Collectors.toSet());
    }

    /** A text without case, punctuation and the line breaks that the block turned into spaces. */
    private static String essence(String text) {
        return NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
