// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the reasoning of a model from its replies, so that only the text for the user remains.
 * <p>Reasoning is
 *
 * <ul>
 *   <li>text between tags such as {@code <think>} and {@code </think>}, which may be nested;
 *   <li>text before a closing tag without an opening one: some servers, and all chat templates that open the reasoning
 *       themselves, omit the opening tag;
 *   <li>text after an opening tag that is not closed, because the reply was truncated;
 *   <li>every channel of a reply in OpenAI's harmony format except the final one, even if the server removed all
 *       special tokens of the format or the first of them.
 * </ul>
 *
 * <p>A tag in a code block, a code span or quotation marks is text, and is kept. Stateless.
 */
public final class ReasoningFilter {

    /** The tags of models and their chat templates. Magistral, Kimi and OpenThinker use their own brackets. */
    private static final Pattern TAG = Pattern.compile(
            "<(?<end>/)?(?:think|thinking|thoughts?|reasoning|analysis|scratchpad|antthinking|seed:think)"
                    + "(?:\\s+\\w+\\s*=[^<>\\n]{0,200})?\\s?>"
                    + "|\\[(?<magistral>/)?THINK]"
                    + "|\u25C1(?<kimi>/)?think\u25B7"
                    + "|<\\|(?:begin|(?<thinker>end))_of_thought\\|>",
            Pattern.CASE_INSENSITIVE);

    /** The header of a message in harmony format; its text follows. */
    private static final Pattern HEADER = Pattern.compile("(?:<\\|start\\|>[^<>|\\n]{0,100})?<\\|channel\\|>"
            + "\\s*(?<channel>analysis|commentary|final)\\b[^<>|\\n]{0,200}(?:<\\|constrain\\|>[^<>|\\n]{0,100})?"
            + "<\\|message\\|>");

    /** The header of a first message without its first tokens. */
    private static final Pattern FIRST_HEADER = Pattern.compile(
            "\\s*(?:(?:<\\|start\\|>)?assistant\\s*)?(?<channel>analysis|commentary|final)<\\|message\\|>");

    private static final Pattern END_OF_MESSAGE = Pattern.compile("<\\|(?:end|return|call|start|channel)\\|>");

    /** A reply in harmony format without any special tokens begins with the name of its first channel. */
    private static final Pattern BARE_CHANNEL = Pattern.compile("\\s*(?:assistant)?(?:analysis|commentary)");

    private static final String BARE_FINAL = "assistantfinal";

    private static final String QUOTES = "\"'\u201C\u201D\u201E\u2018\u2019\u00AB\u00BB\u300C\u300D";

    private final String text;
    private final CodeRegions code;
    private final List<Tag> tags = new ArrayList<>();

    /**
     * A tag in a reply.
     *
     * @param text whether the tag is only mentioned in the text, and delimits nothing
     */
    private record Tag(int start, int end, boolean closes, boolean text) {}

    private ReasoningFilter(String reply) {
        text = withoutChannels(reply);
        code = CodeRegions.of(text);
        for (Matcher tag = TAG.matcher(text); tag.find(); ) {
            tags.add(new Tag(tag.start(), tag.end(), closes(tag), isText(tag.start(), tag.end())));
        }
    }

    /**
     * {@return the text of a reply for the user: the same text if it has no reasoning, empty if it has nothing else}
     *
     * @param reply the complete reply of a model
     */
    public static String answer(String reply) {
        String answer = new ReasoningFilter(reply).outsideReasoning();
        return answer.equals(reply) ? reply : answer.strip();
    }

    /**
     * {@return the text after the reasoning at the beginning of a reply} This is for formats such as JSON, where
     * strings may contain tags.
     *
     * @param reply the complete reply of a model
     */
    public static String afterReasoning(String reply) {
        return new ReasoningFilter(reply).afterFirstReasoning();
    }

    /**
     * {@return the position after the first closing tag if no opening tag precedes it, else -1}
     *
     * @param reply the complete reply of a model
     */
    public static int endOfUnopenedReasoning(String reply) {
        Matcher tag = TAG.matcher(reply);
        return tag.find() && closes(tag) ? tag.end() : -1;
    }

    private static boolean closes(Matcher tag) {
        return tag.group("end") != null
                || tag.group("magistral") != null
                || tag.group("kimi") != null
                || tag.group("thinker") != null;
    }

    private String outsideReasoning() {
        StringBuilder answer = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            if (tag.start < from || tag.text) {
                continue;
            }
            if (tag.closes) {
                answer.setLength(0);
                from = tag.end;
            } else {
                answer.append(text, from, tag.start);
                from = endOfReasoning(i);
            }
        }
        return answer.append(text, from, text.length()).toString();
    }

    private String afterFirstReasoning() {
        int from = 0;
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            if (tag.start >= from) {
                if (tag.closes || !text.substring(from, tag.start).isBlank()) {
                    break;
                }
                from = endOfReasoning(i);
            }
        }
        return text.substring(from);
    }

    /** Counts tags in code only if the reasoning has no other end: a block may begin in it and end in the answer. */
    private int endOfReasoning(int opening) {
        int end = endOfReasoning(opening, false);
        end = end < 0 ? endOfReasoning(opening, true) : end;
        return end < 0 ? text.length() : end;
    }

    /**
     * {@return the end of the tag that closes an opening one, or of the last closing tag if some are missing; or -1}
     */
    private int endOfReasoning(int opening, boolean inText) {
        int depth = 1;
        int end = -1;
        for (Tag tag : tags.subList(opening + 1, tags.size())) {
            if (!tag.text || inText) {
                depth += tag.closes ? -1 : 1;
                end = tag.closes ? tag.end : end;
                if (depth == 0) {
                    break;
                }
            }
        }
        return end;
    }

    private boolean isText(int start, int end) {
        boolean quoted = start > 0
                && end < text.length()
                && QUOTES.indexOf(text.charAt(start - 1)) >= 0
                && QUOTES.indexOf(text.charAt(end)) >= 0;
        // List<Thought> is a type.
        boolean type = start > 0
                && Character.isLetterOrDigit(text.charAt(start - 1))
                && Character.isUpperCase(text.charAt(start + 1));
        return quoted || type || code.contain(start);
    }

    private static String withoutChannels(String reply) {
        if (!reply.contains("<|message|>")) {
            return withoutBareChannels(reply);
        }
        CodeRegions code = CodeRegions.of(reply);
        StringBuilder answer = new StringBuilder();
        StringBuilder outside = new StringBuilder();
        boolean answered = false;
        int from = 0;
        Matcher header = FIRST_HEADER.matcher(reply);
        boolean found = header.lookingAt() || header.usePattern(HEADER).find(0);
        while (found) {
            int next = header.end();
            if (!code.contain(header.start())) {
                outside.append(reply, from, header.start());
                from = endOfMessage(reply, header.end(), code);
                next = from;
                if (header.group("channel").equals("final")) {
                    answered = true;
                    answer.append(reply, header.end(), from);
                }
            }
            found = header.usePattern(HEADER).find(next);
        }
        outside.append(reply, from, reply.length());
        return answered ? answer.toString() : from == 0 ? reply : withoutTokens(outside.toString());
    }

    /** {@return the end of the text of a message, which is the start of the next special token} */
    private static int endOfMessage(String reply, int from, CodeRegions code) {
        Matcher end = END_OF_MESSAGE.matcher(reply);
        for (boolean found = end.find(from); found; found = end.find()) {
            if (!code.contain(end.start())) {
                return end.start();
            }
        }
        return reply.length();
    }

    private static String withoutTokens(String text) {
        return END_OF_MESSAGE.matcher(text).replaceAll("");
    }

    private static String withoutBareChannels(String reply) {
        int last = reply.lastIndexOf(BARE_FINAL);
        return last >= 0 && BARE_CHANNEL.matcher(reply).lookingAt()
                ? reply.substring(last + BARE_FINAL.length())
                : reply;
    }
}
