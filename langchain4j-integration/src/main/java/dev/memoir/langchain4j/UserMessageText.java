package dev.memoir.langchain4j;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.memoir.recall.RecalledBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells the user's own words in a message from what documents, memory, guardrails and output formats made of it. Two notes
 * in the message's attributes, which LangChain4j keeps and does not send to the model, say what they were.
 */
final class UserMessageText {

    /** The user's own words. */
    private static final String ORIGINAL = "memoir.original";

    /** The text of the message once documents and memory were added, before a guardrail saw it. */
    private static final String AUGMENTED = "memoir.augmented";

    private UserMessageText() {}

    /**
     * What the user said, or what a guardrail made of it. Empty if nothing was said, or if a guardrail rewrote more than the
     * user's words, so that they cannot be told from documents or memories any more: those must not become the user's.
     */
    static String of(UserMessage message) {
        String text = texts(message);
        if (!(message.attributes().get(ORIGINAL) instanceof String words)
                || !(message.attributes().get(AUGMENTED) instanceof String augmented)) {
            return RecalledBlock.strip(text);
        }
        // The start is enough: LangChain4j appends what it wants to be answered in.
        return text.startsWith(augmented) ? words : rewritten(words, augmented, text);
    }

    private static String rewritten(String words, String augmented, String text) {
        int at = augmented.indexOf(words);
        if (words.isEmpty() || at < 0) {
            return "";
        }
        String before = augmented.substring(0, at);
        String after = augmented.substring(at + words.length());
        int end = after.isEmpty() ? text.length() : text.lastIndexOf(after);
        return text.startsWith(before) && end >= before.length()
                ? text.substring(before.length(), end).strip()
                : "";
    }

    /** A message that others may have added to, with a note of the user's words in it. */
    static UserMessage noted(UserMessage message, String words) {
        Map<String, Object> attributes = new LinkedHashMap<>(message.attributes());
        attributes.put(ORIGINAL, words);
        attributes.put(AUGMENTED, texts(message));
        return message.toBuilder().attributes(attributes).build();
    }

    /**
     * A message with something added to its last text. LangChain4j drops contents that are added to some messages, so no
     * content is: the text itself grows. A message without any text stays as it is.
     */
    static UserMessage with(UserMessage message, String addition) {
        List<Content> contents = new ArrayList<>(message.contents());
        for (int i = contents.size() - 1; i >= 0; i--) {
            if (contents.get(i) instanceof TextContent text) {
                contents.set(i, TextContent.from(text.text() + "\n\n" + addition));
                return message.toBuilder().contents(contents).build();
            }
        }
        return message;
    }

    /** A message as it stays when its turn is over: without what was recalled. The same one if there is nothing in it. */
    static UserMessage afterTurn(UserMessage message) {
        if (!message.attributes().containsKey(ORIGINAL)) {
            return message;
        }
        List<Content> contents =
                message.contents().stream().map(UserMessageText::withoutBlock).toList();
        return contents.equals(message.contents())
                ? message
                : noted(message.toBuilder().contents(contents).build(), of(message));
    }

    private static Content withoutBlock(Content content) {
        if (content instanceof TextContent text) {
            String stripped = RecalledBlock.strip(text.text());
            return stripped.isEmpty() ? content : TextContent.from(stripped);
        }
        return content;
    }

    /** All texts. A guardrail that rewrites puts its one text in the place of each: it is said once. */
    private static String texts(UserMessage message) {
        return message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
