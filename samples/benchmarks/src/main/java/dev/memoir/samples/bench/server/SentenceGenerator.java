// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.util.List;
import java.util.Random;

/** Makes up sentences and questions about the same people and places. Thread-safe. */
final class SentenceGenerator {

    private static final List<String> NAMES = List.of(
            "Ana", "Ben", "Chloe", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Liam");
    private static final List<String> RELATIONS = List.of(
            "sister", "brother", "colleague", "neighbour", "cousin", "manager", "old friend", "landlord", "tutor");
    private static final List<String> PLACES = List.of(
            "Lisbon", "Oslo", "Kyoto", "Porto", "Leeds", "Vienna", "Austin", "Quito", "Split", "Ghent", "Turin",
            "Perth");
    private static final List<String> EVENTS = List.of(
            "moved to",
            "found a job in",
            "spent two weeks in",
            "is opening a bakery in",
            "ran a marathon in",
            "is looking for a flat in",
            "gave a talk about bees in",
            "lost a suitcase in");
    private static final List<String> QUESTIONS = List.of(
            "Where does my %s live now?",
            "What did my %s do last year?",
            "Which city should I fly to if I visit my %s?",
            "Has my %s found a job?",
            "Who do I know in %s?");

    private final Random random;

    SentenceGenerator(long seed) {
        random = new Random(seed);
    }

    /**
     * {@return a statement that no other call returns}
     *
     * @param number the number of the statement
     */
    synchronized String statement(long number) {
        return "My " + one(RELATIONS) + " " + one(NAMES) + " " + one(EVENTS) + " " + one(PLACES)
                + ", and the reference number of the invitation is " + number + ".";
    }

    /** {@return a question} */
    synchronized String question() {
        String question = one(QUESTIONS);
        return question.formatted(question.startsWith("Who") ? one(PLACES) : one(RELATIONS) + " " + one(NAMES));
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
