// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the turns of a chat by their ids, or by quotes; letter case, white space and kinds of quotes do not matter. */
final class QuoteFinder {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern QUOTES = Pattern.compile("[‘’‚‛′`]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[“”„‟″«»]");

    private final Map<String, String> texts = new LinkedHashMap<>();

    QuoteFinder(EvaluatedChat chat) {
        chat.turns().forEach(said -> texts.put(said.id(), normal(said.turn().text())));
    }

    boolean isTurn(String id) {
        return texts.containsKey(id);
    }

    /**
     * {@return the id of the turn that is meant}
     *
     * @param id the id of the turn; empty to find the only turn with the quote
     * @param quote a part of the turn; empty for the turn itself
     * @throws InvalidInputException if there is no such turn, or several
     */
    String turn(String id, String quote) {
        if (!id.isEmpty()) {
            if (!isTurn(id)) {
                throw new InvalidInputException("there is no turn '" + id + "'.");
            }
            if (!contains(id, quote)) {
                throw new InvalidInputException("turn '" + id + "' does not contain \"" + quote + "\".");
            }
            return id;
        }
        if (quote.isBlank()) {
            throw new InvalidInputException("a piece of evidence is empty. Write a turn's id, or a quote from it.");
        }
        List<String> found =
                texts.keySet().stream().filter(turn -> contains(turn, quote)).toList();
        if (found.isEmpty()) {
            throw new InvalidInputException("no turn has the id or contains the quote \"" + quote + "\".");
        }
        if (found.size() > 1) {
            throw new InvalidInputException(found.size() + " turns contain \"" + quote + "\": "
                    + found.stream().limit(5).collect(Collectors.joining(", "))
                    + (found.size() > 5 ? ", …" : "")
                    + ". Quote more of the one that is meant, or write its id.");
        }
        return found.get(0);
    }

    /** {@return whether a turn contains a quote} */
    boolean contains(String id, String quote) {
        return texts.getOrDefault(id, "").contains(normal(quote));
    }

    private static String normal(String text) {
        String single = QUOTES.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("'");
        return SPACE.matcher(DOUBLE_QUOTES.matcher(single).replaceAll("\"")).replaceAll(" ");
    }
}
