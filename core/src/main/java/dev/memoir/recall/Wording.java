package dev.memoir.recall;

import dev.memoir.Memory;
import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, sentence by sentence, without case, white space, quotation marks and the punctuation around words.
 *
 * <p>Two things recalled are told once if one has all whole sentences of the other, word for word. Less than that cannot be
 * decided without knowing the language: a word more may be a "not", another number or name, and cosines do not tell (see the
 * measurements at {@code dev.memoir.resolve.Sameness}).
 *
 * @param sentences the sentences, each between bars
 */
record Wording(String sentences) {

    /** "Yes." and "Thank you!" answer what stands before them: each is its own. */
    private static final int SHORT = 12;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?\u2026])\\s+|(?<=[\u3002\uFF01\uFF1F])|\\R");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u00AD]");

    /** A question is not its answer, "5 %" is not 5, "C++" is not C: only what never makes a difference goes. */
    private static final Pattern NO_WORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[-.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{N}])"
                    + "|[.,;:!\"'\u2018\u2019\u201C\u201D\u201E\u00AB\u00BB()\u2026\u3002\uFF01]+(?![\\p{L}\\p{N}])|[\\s\\p{Z}|]+");

    static Wording of(String text) {
        StringBuilder sentences = new StringBuilder("|");
        for (String sentence : SENTENCE_END.split(text, -1)) {
            String folded = INVISIBLE
                    .matcher(
                            Normalizer.normalize(sentence, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                    .replaceAll("");
            String words = NO_WORD.matcher(folded).replaceAll(" ").strip().replaceAll(" +", " ");
            if (!words.isEmpty()) {
                sentences.append(words).append('|');
            }
        }
        return new Wording(sentences.toString());
    }

    boolean same(Wording other) {
        return sentences.length() > SHORT && sentences.equals(other.sentences);
    }

    /** {@return whether all its sentences stand in another text, together} */
    boolean within(Wording other) {
        return sentences.length() > SHORT && other.sentences.contains(sentences);
    }

    /** {@return whether two things may have been told by the same: a memory of unknown origin by anyone} */
    static boolean ofOneVoice(Recalled one, Recalled other) {
        if (one instanceof RecordedTurn && other instanceof RecordedTurn) {
            return Told.source(one).equals(Told.source(other));
        }
        if (one instanceof Memory && other instanceof Memory) {
            return Told.source(one).equals(Told.source(other));
        }
        String first = voice(one);
        String second = voice(other);
        return first == null || second == null || first.equals(second);
    }

    private static @Nullable String voice(Recalled item) {
        return item instanceof RecordedTurn recorded ? recorded.turn().speaker() : ((Memory) item).attributedTo();
    }
}
