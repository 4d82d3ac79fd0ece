// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.MalformedReplyException;
import dev.memoir.internal.extract.LenientJson.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operations in a reply: after reasoning and chatter, in a code fence, as an object, a bare array or one by
 * one. Of several answers the last non-empty one counts. Of a damaged answer every complete operation is kept.
 * <p>JSON that was copied from the conversation is not an answer, so a turn that contains operations cannot get them
 * executed.
 */
final class OperationScanner {

    /** Models stop after a few thousand tokens; this limit is far beyond that. */
    private static final int MAX_LENGTH = 512 * 1024;

    /**
     * The number of characters to read per character of the reply, so that a hostile reply takes at most linear time.
     */
    private static final int BUDGET_PER_CHARACTER = 8;

    private static final int BASE_BUDGET = 1_000_000;
    private static final int MIN_READ_COST = 128;

    private static final Set<String> LISTS =
            Set.of("operations", "operation", "ops", "memories", "memory", "facts", "actions");
    private static final Set<String> OPERATION = Set.of("op", "operation", "action", "event");

    private final char[] text;
    private final Predicate<String> copied;
    private final List<String> unreadable = new ArrayList<>();
    private long budget;

    private OperationScanner(String reply, Predicate<String> copied) {
        this.text = reply.toCharArray();
        this.copied = copied;
        this.budget = (long) BUDGET_PER_CHARACTER * text.length + BASE_BUDGET;
    }

    /**
     * The operations that were found.
     *
     * @param items the operations, not parsed yet
     * @param unreadable one line about each damaged part
     */
    record Found(List<JsonNode> items, List<String> unreadable) {}

    /**
     * {@return the operations of a reply}
     *
     * @param reply the reply of the model
     * @param copied whether a piece of JSON occurs in the conversation itself
     * @throws MalformedReplyException if there are no operations, not even an empty array
     */
    static Found in(String reply, Predicate<String> copied) {
        if (reply.isBlank()) {
            throw new MalformedReplyException("The language model returned an empty reply, but an object with an"
                    + " array 'operations' was expected, which may be empty.");
        }
        if (reply.length() > MAX_LENGTH) {
            throw new MalformedReplyException("The language model replied with " + reply.length()
                    + " characters, but at most " + MAX_LENGTH + " are read.");
        }
        String answer = ReplyCleaner.withoutReasoning(reply);
        if (ReplyCleaner.isEmptyList(answer)) {
            return new Found(List.of(), List.of());
        }
        Found found = new OperationScanner(answer, copied).find();
        if (found == null) {
            found = new OperationScanner(ReplyCleaner.repaired(answer), copied).find();
        }
        if (found == null) {
            throw new MalformedReplyException("The language model replied with " + reply.length()
                    + " characters that contain no operations. Use a model that follows a JSON schema, or a"
                    + " larger one.");
        }
        return found;
    }

    private @Nullable Found find() {
        List<JsonNode> answer = null;
        Value damaged = null;
        List<JsonNode> list = null;
        List<JsonNode> single = new ArrayList<>();
        for (int at = next(0); at >= 0; ) {
            Value value = read(at);
            JsonNode operations = operations(value.node());
            boolean foreign = value.complete() && copied(at, value.end());
            boolean consumed = foreign;
            if (!foreign && operations != null && value.complete()) {
                answer = answer == null || !operations.isEmpty() ? elements(operations) : answer;
                consumed = true;
            } else if (!foreign && operations != null && !operations.isEmpty() && damaged == null) {
                damaged = value;
            } else if (!foreign && value.complete() && value.node().isArray() && anyOperation(value.node())) {
                list = elements(value.node());
                consumed = true;
            } else if (!foreign && value.complete() && isOperation(value.node())) {
                single.addAll(elements(value.node()));
                consumed = true;
            }
            at = next(consumed ? value.end() : at + 1);
        }
        if (answer != null) {
            return new Found(answer, unreadable);
        }
        if (damaged != null) {
            return salvaged(damaged);
        }
        if (list != null) {
            return new Found(list, unreadable);
        }
        if (!single.isEmpty()) {
            return new Found(single, unreadable);
        }
        return null;
    }

    /** {@return the complete operations before and after the damage} */
    private Found salvaged(Value damaged) {
        List<JsonNode> items = new ArrayList<>(elements(operationsOf(damaged)));
        int before = items.size();
        for (int at = next(damaged.wholeUntil()); at >= 0; ) {
            Value value = read(at);
            boolean item = value.complete() && isOperation(value.node());
            if (item && !copied(at, value.end())) {
                items.addAll(elements(value.node()));
            }
            at = next(item ? value.end() : at + 1);
        }
        unreadable.add(
                items.size() == before
                        ? "the reply is damaged or truncated after item " + before
                        : "the reply is damaged after item " + before + "; the items after the damage are read");
        return new Found(items, unreadable);
    }

    private static JsonNode operationsOf(Value value) {
        JsonNode operations = operations(value.node());
        return operations == null ? JsonNodeFactory.instance.arrayNode() : operations;
    }

    private int next(int from) {
        for (int i = from; i < text.length && budget > 0; i++) {
            if (text[i] == '{' || text[i] == '[') {
                return i;
            }
        }
        return -1;
    }

    private Value read(int at) {
        Value value = LenientJson.read(text, at);
        budget -= Math.max(MIN_READ_COST, value.end() - at);
        return value;
    }

    private boolean copied(int from, int to) {
        return copied.test(new String(text, from, to - from));
    }

    private static @Nullable JsonNode operations(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                boolean named = LISTS.contains(field.getKey().toLowerCase(Locale.ROOT));
                if (named && (field.getValue().isArray() || isOperation(field.getValue()))) {
                    return field.getValue();
                }
            }
        }
        return null;
    }

    /** {@return the operations of an array, with rows converted to objects} */
    private static List<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.isArray() && !ReplyRow.isRow(node)) {
            node.forEach(element -> elements.add(ReplyRow.isRow(element) ? ReplyRow.operation(element) : element));
        } else {
            elements.add(ReplyRow.isRow(node) ? ReplyRow.operation(node) : node);
        }
        return elements;
    }

    private static boolean anyOperation(JsonNode list) {
        for (JsonNode element : list) {
            if (isOperation(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOperation(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return ReplyRow.isRow(node);
        }
        boolean stated = object.has("text") && (object.has("quote") || object.has("turns"));
        return stated
                || object.properties().stream()
                        .anyMatch(field -> OPERATION.contains(field.getKey().toLowerCase(Locale.ROOT))
                                && field.getValue().isTextual());
    }
}
