// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.internal.learning.KnownFactSelection.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownFactSelectionTest {

    private static final List<String> TOPICS = List.of(
            "garden", "kitchen", "bicycle", "piano", "harbour", "library", "orchard", "cellar", "attic", "studio");

    private final List<Memory> facts = new ArrayList<>();
    private final Map<String, float[]> vectors = new HashMap<>();

    private String known(String text, String... entities) {
        String id = "memory-%03d".formatted(facts.size());
        facts.add(Memory.builder(id, Scope.user("zoe"), text, Instant.EPOCH)
                .entities(List.of(entities))
                .build());
        vectors.put(id, vector(text));
        return text;
    }

    private void others() {
        IntStream.range(0, 90)
                .forEach(
                        i -> known("The user painted the " + TOPICS.get(i % 10) + " in week " + i + " with a friend."));
    }

    private List<Sentence> turn(String... sentences) {
        return List.of(sentences).stream()
                .map(text -> new Sentence(text, vector(text)))
                .toList();
    }

    private List<String> offered(List<List<Sentence>> turns) {
        return KnownFactSelection.of(facts, vectors, turns).stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void a_fact_that_one_sentence_of_a_long_turn_changes_is_selected() {
        others();
        String changed = known("The user implemented two-factor authentication in the tracker.");
        List<Sentence> turn = turn(
                "I painted the garden again this week with a friend of mine.",
                "The kitchen and the bicycle and the piano took me all week.",
                "By the way, I have never implemented two-factor authentication.",
                "Can you tell me what to paint in the attic and the studio next week?");
        assertThat(offered(List.of(turn))).hasSize(KnownFactSelection.MOST).contains(changed);
    }

    @Test
    void the_best_fact_of_every_turn_is_selected() {
        others();
        List<String> changed = IntStream.range(0, 20)
                .mapToObj(i -> known("The user's colleague number" + i + " lives in town" + i + "."))
                .toList();
        List<List<Sentence>> turns = new ArrayList<>();
        turns.add(turn("I painted the garden, the kitchen, the piano and the harbour in week 1 with a friend."));
        IntStream.range(0, 20).forEach(i -> turns.add(turn("My colleague number" + i + " moved away from there.")));
        assertThat(offered(turns)).hasSize(KnownFactSelection.MOST).containsAll(changed);
    }

    @Test
    void a_name_finds_its_fact_without_vectors() {
        others();
        String ana = known("She moved from Porto to Lisbon.", "Ana", "Porto", "Lisbon");
        assertThat(KnownFactSelection.of(facts, Map.of(), List.of(List.of(new Sentence("Ana is back.", null)))))
                .first()
                .extracting(Memory::text)
                .isEqualTo(ana);
    }

    @Test
    void the_scale_of_cosines_makes_no_difference() {
        others();
        known("The user implemented two-factor authentication in the tracker.");
        List<List<Sentence>> turns = List.of(turn("I have never implemented two-factor authentication."));
        List<String> plain = offered(turns);

        vectors.replaceAll((id, vector) -> narrowed(vector));
        // Facts that share nothing with the turn differ only by rounding.
        assertThat(offered(List.of(turns.get(0).stream()
                        .map(sentence -> new Sentence(sentence.text(), narrowed(sentence.vector())))
                        .toList())))
                .startsWith(plain.get(0))
                .hasSameSizeAs(plain);
    }

    /** An embedder with an orthogonal direction for each word. */
    private static float[] vector(String text) {
        float[] vector = new float[256];
        Pattern.compile("\\W+")
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .forEach(word ->
                        new Random(word.hashCode()).ints(8, 0, vector.length).forEach(i -> vector[i]++));
        return scaled(vector);
    }

    /** An embedder with an additional common direction, so that all cosines are between 0.8 and 1. */
    private static float[] narrowed(float[] vector) {
        float[] narrowed = Arrays.copyOf(vector, vector.length + 1);
        narrowed[vector.length] = 2;
        return scaled(narrowed);
    }

    private static float[] scaled(float[] vector) {
        double length = Math.sqrt(IntStream.range(0, vector.length)
                .mapToDouble(i -> vector[i] * vector[i])
                .sum());
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) length;
        }
        return vector;
    }

    @Test
    void few_facts_are_all_selected() {
        known("The user likes tea.");
        assertThat(offered(List.of(turn("I row.")))).containsExactly("The user likes tea.");
    }
}
