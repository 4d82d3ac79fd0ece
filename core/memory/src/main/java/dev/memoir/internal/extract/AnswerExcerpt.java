// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.prompt.TokenCounter;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Shortens an answer that is not evidence to the parts that explain the user's words. It keeps the beginning, a closing
 * question, and the sentences that the user's next words refer to. A short consent refers to the whole answer, so its
 * outline is kept.
 */
final class AnswerExcerpt {

    /** Answers up to this many tokens are kept whole. */
    private static final int SHORT = 80;

    private static final int BEGINNING = 45;
    private static final int CLOSING = 40;
    private static final int REFERENCE = 30;
    private static final int MOST_REFERENCES = 3;
    private static final int OUTLINE = 150;
    private static final int OUTLINE_ITEM = 14;

    /** A word that occurs in more than a fifth of the sentences is the topic and refers to none of them. */
    private static final int RARE = 5;

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:#+|[-*•]|\\d{1,3}[.)])\\s+\\S.*");
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\W*$");

    private final List<String> segments;
    private final Map<Integer, String> kept = new TreeMap<>();

    private AnswerExcerpt(List<String> segments) {
        this.segments = segments;
    }

    /**
     * {@return the excerpt of an answer}
     *
     * @param answer the answer, with its code blocks replaced by placeholders
     * @param next the user's next words, empty if there are none yet
     */
    static String of(String answer, String next) {
        int tokens = TokenCounter.count(answer);
        if (tokens <= SHORT) {
            return answer;
        }
        AnswerExcerpt excerpt = new AnswerExcerpt(segments(answer));
        if (excerpt.segments.isEmpty()) {
            return cut(answer, tokens, SHORT);
        }
        excerpt.keepBeginning();
        excerpt.keepClosingQuestion();
        if (!next.isBlank()) {
            if (ConsentDetector.in(next)) {
                excerpt.keepOutline();
            } else {
                excerpt.keepReferences(next);
            }
        }
        return excerpt.text();
    }

    private static List<String> segments(String answer) {
        List<String> segments = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : answer.lines().toList()) {
            ends.setText(line);
            int from = ends.first();
            StringBuilder sentence = new StringBuilder();
            for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
                sentence.append(line, from, to);
                // "1." is not a sentence: the number of a list item belongs to the item's first sentence.
                if (sentence.codePoints().anyMatch(Character::isLetter)) {
                    segments.add(sentence.toString().strip());
                    sentence.setLength(0);
                }
            }
        }
        return segments;
    }

    private void keepBeginning() {
        int left = BEGINNING;
        for (int i = 0; i < segments.size() && left > 0; i++) {
            String segment = segments.get(i);
            int tokens = TokenCounter.count(segment);
            if (i == 0 || tokens <= left) {
                kept.put(i, cut(segment, tokens, left));
            }
            left -= tokens;
        }
    }

    private void keepClosingQuestion() {
        int last = segments.size() - 1;
        if (QUESTION.matcher(segments.get(last)).find()) {
            keep(last, CLOSING);
        }
    }

    private void keepOutline() {
        int left = OUTLINE;
        for (int i = 0; i < segments.size() && left > 0; i++) {
            if (ITEM.matcher(segments.get(i)).matches() || kept.containsKey(i)) {
                keep(i, OUTLINE_ITEM);
                left -= OUTLINE_ITEM;
            }
        }
    }

    private void keepReferences(String next) {
        List<MorphologicalWords> words =
                segments.stream().map(MorphologicalWords::of).toList();
        double[] scores = new double[segments.size()];
        for (String word : contentWords(next)) {
            List<Integer> holders = IntStream.range(0, words.size())
                    .filter(i -> contains(word, words.get(i)))
                    .boxed()
                    .toList();
            if (holders.size() <= Math.max(1, segments.size() / RARE)) {
                holders.forEach(i -> scores[i] += Math.log((segments.size() + 1.0) / holders.size()));
            }
        }
        IntStream.range(0, scores.length)
                .filter(i -> scores[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
                .limit(MOST_REFERENCES)
                .forEach(i -> keep(i, REFERENCE));
    }

    private static Set<String> contentWords(String next) {
        Collection<String> words = MorphologicalWords.of(next).spaced();
        GrammarWords grammar = GrammarWords.of(words);
        Set<String> contentWords = new LinkedHashSet<>();
        words.stream().filter(word -> !grammar.has(word)).forEach(contentWords::add);
        contentWords.addAll(ContentWords.of(next).ngrams());
        return contentWords;
    }

    private static boolean contains(String word, MorphologicalWords segment) {
        return segment.has(word)
                || (!segment.run().isEmpty()
                        && word.length() <= 2
                        && segment.run().contains(word)
                        && MorphologicalWords.runs(word).size() == 1);
    }

    private void keep(int index, int tokens) {
        String segment = segments.get(index);
        kept.putIfAbsent(index, cut(segment, TokenCounter.count(segment), tokens));
    }

    /** Cuts a text of {@code tokens} tokens to at most {@code most}, at a space if there is one. */
    private static String cut(String text, int tokens, int most) {
        if (tokens <= most) {
            return text;
        }
        int end = (int) ((long) text.length() * most / tokens);
        int space = text.lastIndexOf(' ', end);
        return RequestSanitizer.beginning(text, Math.max(1, space > end / 2 ? space : end));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int expected = 0;
        for (Map.Entry<Integer, String> segment : kept.entrySet()) {
            if (!text.isEmpty()) {
                text.append(segment.getKey() == expected ? " " : " " + CodeBlocks.OMISSION + " ");
            }
            text.append(segment.getValue());
            expected = segment.getKey() + 1;
        }
        if (expected < segments.size()) {
            text.append(' ').append(CodeBlocks.OMISSION);
        }
        return text.toString().replace(CodeBlocks.OMISSION + " " + CodeBlocks.OMISSION, CodeBlocks.OMISSION);
    }
}
