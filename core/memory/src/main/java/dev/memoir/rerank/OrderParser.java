package dev.memoir.rerank;

import dev.memoir.MalformedReplyException;
import dev.memoir.llm.ReasoningFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the order that a reply names: the last longest list in brackets, else all numbers: {@code [2] > [1] > [3]}. */
final class OrderParser {

    private static final Pattern LIST = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.-])\\d{1,4}(?![\\p{L}\\d])");

    private OrderParser() {}

    /** {@return the places from 0 that a reply with numbers from 1 names, each once} */
    static List<Integer> read(String reply, int size) {
        String said = ReasoningFilter.answer(reply);
        Set<Integer> order = Set.of();
        Matcher list = LIST.matcher(said);
        while (list.find()) {
            Set<Integer> numbers = numbers(list.group(1), size);
            order = numbers.size() >= order.size() ? numbers : order;
        }
        if (order.size() < 2) {
            Set<Integer> all = numbers(said, size);
            order = all.size() > order.size() ? all : order;
        }
        if (order.isEmpty()) {
            throw new MalformedReplyException(
                    "A list of numbers from 1 to " + size + " was expected; the reply names none.", 0);
        }
        return List.copyOf(order);
    }

    private static Set<Integer> numbers(String text, int size) {
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            int place = Integer.parseInt(number.group()) - 1;
            if (place >= 0 && place < size) {
                numbers.add(place);
            }
        }
        return numbers;
    }
}
