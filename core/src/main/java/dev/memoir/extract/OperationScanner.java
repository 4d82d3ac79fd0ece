package dev.memoir.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.MalformedReplyException;
import dev.memoir.extract.LenientJson.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a reply, wherever they stand in it: after thoughts and chatter, in a fence, as an object, a bare list
 * or one by one. Of several answers the last that says something counts. Of a damaged one everything complete is kept.
 *
 * <p>What was copied from the conversation is not an answer: a turn that holds operations cannot have them done.
 */
final class OperationScanner {

    /** A model stops at some thousand tokens; this is far beyond. */
    private static final int MAX_LENGTH = 512 * 1024;

    /** Characters looked at for each of the reply, so that a hostile one takes no more than linear time. */
    private static final int MAX_LOOKS = 8;

    private static final int LOOKS_OF_A_SHORT_REPLY = 1_000_000;
    private static final int COST_OF_A_LOOK = 128;

    private static final Set<String> LISTS =
            Set.of("operations", "operation", "ops", "memories", "memory", "facts", "actions");
    private static final Set<String> OPERATION = Set.of("op", "operation", "action", "event");

    private final char[] text;
    private final Predicate<String> copied;
    private final List<String> unreadable = new ArrayList<>();
    private long looks;

    private OperationScanner(String reply, Predicate<String> copied) {
        this.text = reply.toCharArray();
        this.copied = copied;
        this.looks = (long) MAX_LOOKS * text.length + LOOKS_OF_A_SHORT_REPLY;
    }

    /**
     * What was found.
     *
     * @param items the operations, not looked into yet
     * @param unreadable a line about each part that is damaged
     */
    record Found(List<JsonNode> items, List<String> unreadable) {}

    /**
     * {@return the operations of a reply}
     *
     * @param reply the model's words
     * @param copied whether a piece of JSON stands in the conversation itself
     * @throws MalformedReplyException if there are none, and no empty list says so
     */
    static Found in(String reply, Predicate<String> copied) {
        if (reply.isBlank()) {
            throw new MalformedReplyException("The language model answered nothing, where an object with a list"
                    + " 'operations' was expected, if only an empty one.");
        }
        if (reply.length() > MAX_LENGTH) {
            throw new MalformedReplyException("The language model answered with " + reply.length()
                    + " characters; at most " + MAX_LENGTH + " are read.");
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
            throw new MalformedReplyException("The language model answered with " + reply.length()
                    + " characters in which no operations can be found. A model that follows a JSON schema, or a"
                    + " larger one, may do better.");
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
            boolean taken = foreign;
            if (!foreign && operations != null && value.complete()) {
                answer = answer == null || !operations.isEmpty() ? elements(operations) : answer;
                taken = true;
            } else if (!foreign && operations != null && !operations.isEmpty() && damaged == null) {
                damaged = value;
            } else if (!foreign && value.complete() && value.node().isArray() && anyOperation(value.node())) {
                list = elements(value.node());
                taken = true;
            } else if (!foreign && value.complete() && isOperation(value.node())) {
                single.addAll(elements(value.node()));
                taken = true;
            }
            at = next(taken ? value.end() : at + 1);
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

    /** Before the damage, what was complete; after it, what is complete again. */
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
                        ? "the reply is damaged or cut off after item " + before
                        : "the reply is damaged after item " + before + "; what follows the damage is read");
        return new Found(items, unreadable);
    }

    private static JsonNode operationsOf(Value value) {
        JsonNode operations = operations(value.node());
        return operations == null ? JsonNodeFactory.instance.arrayNode() : operations;
    }

    private int next(int from) {
        for (int i = from; i < text.length && looks > 0; i++) {
            if (text[i] == '{' || text[i] == '[') {
                return i;
            }
        }
        return -1;
    }

    private Value read(int at) {
        Value value = LenientJson.read(text, at);
        looks -= Math.max(COST_OF_A_LOOK, value.end() - at);
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

    /** {@return the operations of a list, rows as objects} */
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
        boolean tells = object.has("text") && (object.has("quote") || object.has("turns"));
        return tells
                || object.properties().stream()
                        .anyMatch(field -> OPERATION.contains(field.getKey().toLowerCase(Locale.ROOT))
                                && field.getValue().isTextual());
    }
}
