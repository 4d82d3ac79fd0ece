// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.entity.EntityNames;
import dev.memoir.entity.NameMention;
import dev.memoir.entity.PronounReferents;
import dev.memoir.internal.text.FunctionWords;
import dev.memoir.internal.text.SignificantTokens;
import dev.memoir.internal.time.TimeExpressions;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What search and resolution know of the language of {@code InventedLanguageTest}, run in a class loader of its own.
 */
public final class InventedQueries {

    private static final Instant NOW = Instant.parse("2026-05-12T10:00:00Z");

    private InventedQueries() {}

    /** {@return each feature, and whether it knows the words} */
    public static SortedMap<String, Boolean> known() {
        SortedMap<String, Boolean> known = new TreeMap<>();
        known.put("latest state", RecencyWords.in("Kim lödom brefabüo?"));
        known.put("question about the assistant", AssistantQuestion.matches("Kisi äkomandol?"));
        known.put("relation", mention("obik sör").equals("my sör"));
        known.put("title", EntityNames.key("Söl Smith").equals("mr smith"));
        known.put("synonyms", significant("Gebana lödom in Paris").equals(significant("Gebana belödom in la Paris")));
        known.put("yesterday", hasTime("Kisi äsagob ädelo?"));
        known.put("last week", hasTime("Kisi äsagob lätik vig?"));
        known.put("month", hasTime("Kisi äsagob in Mayul 2025?", "2025-05-01T00:00:00Z"));
        return known;
    }

    private static String mention(String name) {
        return NameMention.of(name, PronounReferents.OF_USER)
                .map(NameMention::key)
                .orElse("");
    }

    private static List<String> significant(String text) {
        List<String> words = SignificantTokens.of(text);
        @Nullable FunctionWords language = FunctionWords.of(words);
        return language == null ? words : language.significant(words);
    }

    private static boolean hasTime(String query) {
        return !TimeExpressions.standard().parse(query, NOW).isEmpty();
    }

    private static boolean hasTime(String query, String from) {
        return TimeExpressions.standard().parse(query, NOW).stream()
                .anyMatch(range -> range.from() != null && range.from().equals(Instant.parse(from)));
    }
}
