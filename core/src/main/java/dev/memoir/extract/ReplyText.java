package dev.memoir.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model writes around its answer. */
final class ReplyText {

    private static final String TAGS = "(?:think|thinking|thought|reasoning|analysis)>";
    private static final Pattern THOUGHTS = Pattern.compile("^\\s*<" + TAGS, Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_THOUGHTS = Pattern.compile("</" + TAGS, Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_LIST = Pattern.compile("\\s*(```\\w*\\s*)?\\[\\s*](\\s*```)?\\s*");
    private static final Pattern PYTHON = Pattern.compile("(?<=[:\\[,\\s])(None|True|False|undefined)(?=[\\s,\\]}])");
    private static final Pattern CURLY_QUOTE = Pattern.compile("[\u201C\u201D\u201E\u201F]");

    private ReplyText() {}

    /** {@return a reply without what the model thought aloud before; nothing if it did not come to an end} */
    static String withoutThoughts(String reply) {
        Matcher end = END_OF_THOUGHTS.matcher(reply);
        boolean ends = end.find();
        if (!THOUGHTS.matcher(reply).find()) {
            // Some servers swallow the opening tag.
            return ends && reply.indexOf("operations", end.end()) >= 0 ? reply.substring(end.end()) : reply;
        }
        return ends ? reply.substring(end.end()) : "";
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
