// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Converts a row of reply format 2 to an operation with named fields, as in format 1:
 *
 * <pre>{@code
 * ["UPDATE 3", "The user lives in Lisbon.", "user; Lisbon", "2026-05", "1", "I moved to Lisbon"]
 * }</pre>
 *
 * If a row lacks an empty cell, its cells are identified by their content.
 */
final class ReplyRow {

    private static final int WHAT = 0;
    private static final int TEXT = 1;
    private static final int NAMES = 2;
    private static final int WHEN = 3;
    private static final int TURNS = 4;
    private static final int QUOTE = 5;
    private static final int TOPIC = 6;

    private static final Pattern OPERATION =
            Pattern.compile("(?i)\\s*(ADD|NEW|FACT|PREFERENCE|EVENT|UPDATE|CORRECT|CORRECTION|DELETE|FORGET|NONE)\\b"
                    + "[^\\p{L}\\d]*(\\d{1,6})?\\b[^\\p{L}\\d]*(FACT|PREFERENCE|EVENT)?[^\\p{L}\\d]*");

    private static final Pattern NUMBERS = Pattern.compile("(?i)[\\s\\[]*T?\\d{1,3}(?:[\\s,;&+]+T?\\d{1,3})*[\\s\\]]*");
    private static final Pattern DATES = Pattern.compile("\\s*/?\\s*\\d{4}(?:[-/.].*)?");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[;；]\\s*");

    /** "2026-05-04/2026-05-10", "2026-05-04 to 2026-05-10"; not "2026/05/04". */
    private static final Pattern RANGE = Pattern.compile(
            "\\s*(\\d{4}(?:-[^/\\s–]*)?)?\\s*(?:/|–|\\.\\.+|\\bto\\b|\\s-\\s)\\s*(\\d{4}(?:-[^/\\s]*)?)?\\s*");

    private ReplyRow() {}

    /** {@return whether a node is a row, with any content} */
    static boolean isRow(JsonNode node) {
        return node.isArray()
                && node.size() > 1
                && node.get(WHAT).isTextual()
                && OPERATION.matcher(node.get(WHAT).asText()).matches();
    }

    /** {@return the operation that a row represents} */
    static ObjectNode operation(JsonNode row) {
        List<String> cells = cells(row);
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        Matcher what = OPERATION.matcher(cells.get(WHAT));
        if (what.matches()) {
            what(what, operation);
        }
        names(cells.get(NAMES), operation);
        when(cells.get(WHEN), operation);
        operation.put("text", cells.get(TEXT)).put("turns", cells.get(TURNS)).put("quote", cells.get(QUOTE));
        if (cells.size() > TOPIC) {
            operation.put("topic", cells.get(TOPIC));
        }
        return operation;
    }

    private static void what(Matcher what, ObjectNode operation) {
        String word = what.group(1).toUpperCase(Locale.ROOT);
        boolean kind = word.equals("FACT") || word.equals("PREFERENCE") || word.equals("EVENT");
        boolean correction = word.startsWith("CORRECT");
        operation
                .put("op", kind ? "ADD" : correction ? "UPDATE" : word)
                .put("target", what.group(2))
                .put("correction", correction)
                .put("kind", kind ? word : what.group(3));
    }

    private static void names(String names, ObjectNode operation) {
        List<String> all =
                SEPARATOR.splitAsStream(names).filter(name -> !name.isBlank()).toList();
        operation.put("subject", all.isEmpty() ? null : all.get(0));
        var entities = operation.putArray("entities");
        all.stream().filter(name -> !name.equalsIgnoreCase("user")).forEach(entities::add);
    }

    private static void when(String when, ObjectNode operation) {
        Matcher range = RANGE.matcher(when);
        if (range.matches()) {
            operation.put("from", range.group(1)).put("last", range.group(2));
        } else {
            operation.put("from", when);
        }
    }

    private static List<String> cells(JsonNode row) {
        List<String> cells = StreamSupport.stream(row.spliterator(), false)
                .map(ReplyRow::cell)
                .toList();
        boolean whole = cells.size() == QUOTE + 1 || cells.size() == TOPIC + 1;
        return whole && NUMBERS.matcher(cells.get(TURNS)).matches() ? cells : byContent(cells);
    }

    private static String cell(JsonNode cell) {
        return cell.isArray()
                ? StreamSupport.stream(cell.spliterator(), false)
                        .map(ReplyRow::cell)
                        .collect(Collectors.joining("; "))
                : cell.isNull() ? "" : cell.asText("");
    }

    /** The quote is the last cell; of the others, the turns are numbers and the time is a date. */
    private static List<String> byContent(List<String> cells) {
        String[] row = new String[QUOTE + 1];
        Arrays.fill(row, "");
        row[WHAT] = cells.get(WHAT);
        row[QUOTE] = cells.get(cells.size() - 1);
        List<String> words = new ArrayList<>();
        for (String cell : cells.subList(1, cells.size() - 1)) {
            if (NUMBERS.matcher(cell).matches()) {
                row[TURNS] = cell;
            } else if (DATES.matcher(cell).matches()) {
                row[WHEN] = cell;
            } else if (!cell.isBlank()) {
                words.add(cell);
            }
        }
        row[TEXT] = words.isEmpty() ? "" : words.get(0);
        row[NAMES] = words.size() < 2 ? "" : words.get(1);
        return List.of(row);
    }
}
