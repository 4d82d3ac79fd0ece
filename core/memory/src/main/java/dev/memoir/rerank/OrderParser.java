// SPDX-License-Identifier: Apache-2.0
package dev.memoir.rerank;

import dev.memoir.MalformedReplyException;
import dev.memoir.llm.ReasoningFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the order in a reply: the last of the longest lists in brackets, else all numbers: {@code [2] > [1] > [3]}.
 */
final class OrderParser {

    private static final Pattern LIST = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.-])\\d{1,4}(?![\\p{L}\\d])");

    private OrderParser() {}

    /** {@return the indexes, from 0, of the numbers in a reply, which count from 1; each once} */
    static List<Integer> read(String reply, int size) {
        String answer = ReasoningFilter.answer(reply);
        Set<Integer> order = Set.of();
        Matcher list = LIST.matcher(answer);
        while (list.find()) {
            Set<Integer> numbers = numbers(list.group(1), size);
            order = numbers.size() >= order.size() ? numbers : order;
        }
        if (order.size() < 2) {
            Set<Integer> all = numbers(answer, size);
            order = all.size() > order.size() ? all : order;
        }
        if (order.isEmpty()) {
            throw new MalformedReplyException(
                    "The reply contains no numbers from 1 to " + size + ", but a list of them was expected.", 0);
        }
        return List.copyOf(order);
    }

    private static Set<Integer> numbers(String text, int size) {
        Set<Integer> numbers = new LinkedHashSet<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            int index = Integer.parseInt(number.group()) - 1;
            if (index >= 0 && index < size) {
                numbers.add(index);
            }
        }
        return numbers;
    }
}
