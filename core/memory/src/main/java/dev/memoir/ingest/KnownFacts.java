package dev.memoir.ingest;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import dev.memoir.Role;
import dev.memoir.Scope;
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
 * Finds the known facts that a prompt offers for new turns. All turns together cost one call of the embedder, at most eight
 * queries of the index and two of the ledger; {@link KnownFactSelection} then chooses sentence by sentence. Thread-safe.
 *
 * @param ledger the ledger, for the facts' vectors
 * @param memory the search
 */
record KnownFacts(LearningLedger ledger, LearningContext memory) {

    private static final int MOST_QUERIES = 8;

    /** Shorter sentences ("Yes, exactly!") say nothing to search for. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 160;

    /** Sentences of one turn that are searched for; of a longer one the first, where people say what they want. */
    private static final int MOST_SENTENCES = 12;

    /**
     * {@return known facts for turns, the oldest first}
     *
     * @param scope the scope that the facts were written with, exactly
     * @param before the turns before, which tell what a short turn is about
     * @param turns what the extractor reads of the new turns, at least one
     */
    List<Memory> of(Scope scope, List<RecordedTurn> before, List<RecordedTurn> turns) {
        List<RecordedTurn> all = Stream.concat(before.stream(), turns.stream()).toList();
        List<List<String>> sentences =
                said(turns).map(turn -> sentences(turn, previous(turn, all))).toList();
        List<float @Nullable []> made =
                memory.vectors(sentences.stream().flatMap(List::stream).toList());
        List<List<KnownFactSelection.Sentence>> asked = new ArrayList<>();
        int at = 0;
        for (List<String> of : sentences) {
            List<KnownFactSelection.Sentence> turn = new ArrayList<>();
            for (String sentence : of) {
                turn.add(new KnownFactSelection.Sentence(sentence, made.get(at++)));
            }
            asked.add(turn);
        }
        List<Memory> candidates = memory.facts(scope, queries(asked));
        Map<String, float[]> vectors =
                ledger.vectors(candidates.stream().map(Memory::id).toList(), memory.embedderId());
        return KnownFactSelection.of(candidates, vectors, asked).stream()
                .sorted(Comparator.comparing(Memory::id))
                .toList();
    }

    private static String previous(RecordedTurn turn, List<RecordedTurn> all) {
        int at = all.indexOf(turn);
        return at == 0 ? "" : all.get(at - 1).text();
    }

    /** An assistant's answers change nothing; where nobody else speaks, they are all there is. */
    private static Stream<RecordedTurn> said(List<RecordedTurn> turns) {
        List<RecordedTurn> others = turns.stream()
                .filter(turn -> turn.turn().role() != Role.ASSISTANT)
                .toList();
        return (others.isEmpty() ? turns : others).stream();
    }

    /** "No, it was June" is about what was said just before. */
    private static List<String> sentences(RecordedTurn turn, String before) {
        String speaker = turn.turn().speaker();
        String by = speaker == null ? "" : speaker + ": ";
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
        for (String line : turn.text().lines().toList()) {
            ends.setText(line);
            int from = ends.first();
            for (int to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
                pieces(line.substring(from, to)).stream()
                        .filter(KnownFacts::tells)
                        .map(by::concat)
                        .forEach(sentences::add);
            }
        }
        if (sentences.isEmpty()) {
            List<String> said = pieces(before);
            sentences.add(by + (said.get(said.size() - 1) + " " + turn.text()).strip());
        }
        return sentences.subList(0, Math.min(sentences.size(), MOST_SENTENCES));
    }

    /** A sentence of several clauses is about several things; people write such to assistants. */
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

    private static boolean tells(String piece) {
        return piece.codePoints().filter(Character::isLetter).count() >= SHORTEST
                || piece.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Turns that follow each other share a query when there are more than eight. */
    private static List<FactQuery> queries(List<List<KnownFactSelection.Sentence>> turns) {
        int each = (turns.size() + MOST_QUERIES - 1) / MOST_QUERIES;
        List<FactQuery> queries = new ArrayList<>();
        for (int from = 0; from < turns.size(); from += each) {
            List<KnownFactSelection.Sentence> together =
                    turns.subList(from, Math.min(turns.size(), from + each)).stream()
                            .flatMap(List::stream)
                            .toList();
            String text =
                    together.stream().map(KnownFactSelection.Sentence::text).collect(Collectors.joining("\n"));
            queries.add(new FactQuery(
                    text,
                    mean(together.stream()
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
