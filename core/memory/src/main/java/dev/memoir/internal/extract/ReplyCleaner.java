// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.llm.ReasoningFilter;
import java.util.regex.Pattern;

/** Removes what a model writes around a JSON answer. */
final class ReplyCleaner {

    private static final Pattern EMPTY_LIST = Pattern.compile("\\s*(```\\w*\\s*)?\\[\\s*](\\s*```)?\\s*");
    private static final Pattern PYTHON = Pattern.compile("(?<=[:\\[,\\s])(None|True|False|undefined)(?=[\\s,\\]}])");
    private static final Pattern CURLY_QUOTE = Pattern.compile("[\u201C\u201D\u201E\u201F]");

    private ReplyCleaner() {}

    /** {@return a JSON reply without the reasoning before it; empty if the reasoning is not closed} */
    static String withoutReasoning(String reply) {
        int end = ReasoningFilter.endOfUnopenedReasoning(reply);
        // A closing tag inside a JSON string does not end the reasoning.
        return end >= 0 && reply.indexOf("operations", end) >= 0
                ? reply.substring(end)
                : ReasoningFilter.afterReasoning(reply);
    }

    /** {@return whether a reply consists of an empty array only} */
    static boolean isEmptyList(String reply) {
        return EMPTY_LIST.matcher(reply).matches();
    }

    /**
     * {@return a reply with Python literals and typographic quotes converted to JSON; only for replies that cannot be
     * parsed}
     */
    static String repaired(String reply) {
        return PYTHON.matcher(CURLY_QUOTE.matcher(reply).replaceAll("\"")).replaceAll(match -> switch (match.group()) {
            case "True" -> "true";
            case "False" -> "false";
            default -> "null";
        });
    }
}
