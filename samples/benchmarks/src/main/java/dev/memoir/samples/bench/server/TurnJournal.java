// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers which turns the servers acknowledged, to compare them with what is stored in the end. Thread-safe. */
final class TurnJournal {

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    /**
     * The result of the comparison.
     *
     * @param acknowledged the number of turns that were acknowledged
     * @param lost the number of acknowledged turns that are not stored
     * @param repeated the number of turns that are stored more than once
     * @param unknown the number of stored turns that were never sent
     */
    record Comparison(int acknowledged, long lost, long repeated, long unknown) {}

    void sent(String text) {
        sent.add(text);
    }

    void acknowledged(String text) {
        acknowledged.add(text);
    }

    /**
     * Compares.
     *
     * @param stored the texts of all stored turns
     * @return what is missing and what is too much
     */
    Comparison compare(Iterable<String> stored) {
        Map<String, Integer> counts = new HashMap<>();
        stored.forEach(text -> counts.merge(text, 1, Integer::sum));
        return new Comparison(
                acknowledged.size(),
                acknowledged.stream().filter(text -> !counts.containsKey(text)).count(),
                counts.values().stream().filter(count -> count > 1).count(),
                counts.keySet().stream().filter(text -> !sent.contains(text)).count());
    }
}
