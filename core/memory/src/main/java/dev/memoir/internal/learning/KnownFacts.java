// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.LearningLedger;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known facts to include in the prompt for new turns. All turns together cost one call of the embedder, at
 * most eight queries of the index and two of the ledger; {@link KnownFactSelection} then selects sentence by sentence.
 * Thread-safe.
 *
 * @param ledger the ledger, for the vectors of the facts
 * @param memory the memory to search
 */
record KnownFacts(LearningLedger ledger, LearningContext memory) {

    private static final int MOST_QUERIES = 8;

    /** The minimum number of letters; shorter sentences ("Yes, exactly!") contain nothing to search for. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 160;

    /** The maximum number of sentences per turn to search for; the first ones, where people say what they want. */
    private static final int MOST_SENTENCES = 12;

    /**
     * {@return the known facts for turns, the oldest first}
     *
     * @param scope the exact scope of the facts
     * @param before the previous turns, which give context to short turns
     * @param turns the new turns, as the extractor reads them, at least one
     */
    List<Memory> of(Scope scope, List<StoredTurn> before, List<StoredTurn> turns) {
        List<StoredTurn> all = Stream.concat(before.stream(), turns.stream()).toList();
        List<List<String>> sentences = relevant(turns)
                .map(turn -> sentences(turn, previous(turn, all)))
                .toList();
        List<float @Nullable []> vectorsOfSentences =
                memory.vectors(sentences.stream().flatMap(List::stream).toList());
        List<List<KnownFactSelection.Sentence>> sentencesWithVectors = new ArrayList<>();
        int at = 0;
        for (List<String> of : sentences) {
            List<KnownFactSelection.Sentence> turn = new ArrayList<>();
            for (String sentence : of) {
                turn.add(new KnownFactSelection.Sentence(sentence, vectorsOfSentences.get(at++)));
            }
            sentencesWithVectors.add(turn);
        }
        List<Memory> candidates = memory.facts(scope, queries(sentencesWithVectors));
        Map<String, float[]> vectors =
                ledger.vectors(candidates.stream().map(Memory::id).toList(), memory.embedderId());
        return KnownFactSelection.of(candidates, vectors, sentencesWithVectors).stream()
                .sorted(Comparator.comparing(Memory::id))
                .toList();
    }

    private static String previous(StoredTurn turn, List<StoredTurn> all) {
        int at = all.indexOf(turn);
        return at == 0 ? "" : all.get(at - 1).text();
    }

    /** Excludes the answers of assistants, which change no facts, unless there are no other turns. */
    private static Stream<StoredTurn> relevant(List<StoredTurn> turns) {
        List<StoredTurn> others = turns.stream()
                .filter(turn -> turn.turn().role() != Role.ASSISTANT)
                .toList();
        return (others.isEmpty() ? turns : others).stream();
    }

    /** Splits a turn into sentences; one that is too short gets the sentence before: "No, it was June". */
    private static List<String> sentences(StoredTurn turn, String before) {
        String speaker = turn.turn().speaker();
        String prefix = speaker == null ? "" : speaker + ": ";
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : turn.text().lines().toList()) {
            ends.setText(line);
            int from = ends.first();
            for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
                pieces(line.substring(from, to)).stream()
                        .filter(KnownFacts::isInformative)
                        .map(prefix::concat)
                        .forEach(sentences::add);
            }
        }
        if (sentences.isEmpty()) {
            List<String> previous = pieces(before);
            sentences.add(prefix + (previous.get(previous.size() - 1) + " " + turn.text()).strip());
        }
        return sentences.subList(0, Math.min(sentences.size(), MOST_SENTENCES));
    }

    /** Splits long sentences at commas, because several clauses are usually about several things. */
    private static List<String> pieces(String sentence) {
        List<String> pieces = new ArrayList<>();
        String rest = sentence.strip();
        while (rest.length() > LONGEST) {
            int comma = rest.lastIndexOf(", ", LONGEST);
            int space = rest.lastIndexOf(' ', LONGEST);
            int end = comma > LONGEST / 2 ? comma + 1 : space > LONGEST / 2 ? space : LONGEST;
            end = Character.isHighSurrogate(rest.charAt(end - 1)) ? end - 1 : end;
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        pieces.add(rest);
        return pieces;
    }

    private static boolean isInformative(String piece) {
        return piece.codePoints().filter(Character::isLetter).count() >= SHORTEST
                || piece.codePoints().anyMatch(Character::isIdeographic);
    }

    /** If there are more than eight turns, consecutive turns share a query. */
    private static List<FactQuery> queries(List<List<KnownFactSelection.Sentence>> turns) {
        int groupSize = (turns.size() + MOST_QUERIES - 1) / MOST_QUERIES;
        List<FactQuery> queries = new ArrayList<>();
        for (int from = 0; from < turns.size(); from += groupSize) {
            List<KnownFactSelection.Sentence> group =
                    turns.subList(from, Math.min(turns.size(), from + groupSize)).stream()
                            .flatMap(List::stream)
                            .toList();
            String text = group.stream().map(KnownFactSelection.Sentence::text).collect(Collectors.joining("\n"));
            queries.add(new FactQuery(
                    text,
                    mean(group.stream()
                            .map(KnownFactSelection.Sentence::vector)
                            .filter(Objects::nonNull)
                            .toList())));
        }
        return queries;
    }

    private static float @Nullable [] mean(List<float[]> vectors) {
        if (vectors.isEmpty()) {
            return null;
        }
        float[] sum = Arrays.copyOf(vectors.get(0), vectors.get(0).length);
        for (float[] vector : vectors.subList(1, vectors.size())) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        double length = 0;
        for (float value : sum) {
            length += (double) value * value;
        }
        if (length == 0) {
            return null;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) Math.sqrt(length);
        }
        return sum;
    }
}
