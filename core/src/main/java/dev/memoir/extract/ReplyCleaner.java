package dev.memoir.extract;

import dev.memoir.llm.ReasoningFilter;
import java.util.regex.Pattern;

/** What a model writes around its answer. */
final class ReplyCleaner {

    private static final Pattern EMPTY_LIST = Pattern.compile("\\s*(```\\w*\\s*)?\\[\\s*](\\s*```)?\\s*");
    private static final Pattern PYTHON = Pattern.compile("(?<=[:\\[,\\s])(None|True|False|undefined)(?=[\\s,\\]}])");
    private static final Pattern CURLY_QUOTE = Pattern.compile("[\u201C\u201D\u201E\u201F]");

    private ReplyCleaner() {}

    /** {@return a reply in JSON without the model's reasoning before it; empty if the reasoning did not come to an end} */
    static String withoutReasoning(String reply) {
        int end = ReasoningFilter.endOfUnopenedReasoning(reply);
        // A closing tag in one of the JSON's own strings ends nothing.
        return end >= 0 && reply.indexOf("operations", end) >= 0
                ? reply.substring(end)
                : ReasoningFilter.afterReasoning(reply);
    }

    /** {@return whether a reply is an empty list and nothing else} */
    static boolean isEmptyList(String reply) {
        return EMPTY_LIST.matcher(reply).matches();
    }

    /** {@return a reply in JSON that was written as Python or typeset; only for one that cannot be read as it is} */
    static String repaired(String reply) {
        return PYTHON.matcher(CURLY_QUOTE.matcher(reply).replaceAll("\"")).replaceAll(match -> switch (match.group()) {
            case "True" -> "true";
            case "False" -> "false";
            default -> "null";
        });
    }
}
