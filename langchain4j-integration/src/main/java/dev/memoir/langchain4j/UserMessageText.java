// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.memoir.prompt.RecalledBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Separates the user's own words in a message from additions of documents, memory, guardrails and output formats. Two
 * message attributes, which LangChain4j keeps and does not send to the model, record the original text.
 */
final class UserMessageText {

    /** The user's own words. */
    private static final String ORIGINAL = "memoir.original";

    /** The text of the message after documents and memory were added, before any guardrail. */
    private static final String AUGMENTED = "memoir.augmented";

    private UserMessageText() {}

    /**
     * Returns the user's words, or a guardrail's rewrite of them. Empty if there are none, or if a guardrail rewrote
     * more than the user's words, so that they cannot be separated from documents or memories, which must not be
     * attributed to the user.
     */
    static String of(UserMessage message) {
        String text = texts(message);
        if (!(message.attributes().get(ORIGINAL) instanceof String words)
                || !(message.attributes().get(AUGMENTED) instanceof String augmented)) {
            return RecalledBlock.strip(text);
        }
        // Comparing the start suffices: LangChain4j appends the output format.
        return text.startsWith(augmented) ? words : rewritten(words, augmented, text);
    }

    /** A guardrail may rewrite recalled text as well, which is cut out as long as its delimiters are whole. */
    private static String rewritten(String original, String augmentedText, String rewrittenText) {
        String words = RecalledBlock.strip(original);
        String augmented = RecalledBlock.strip(augmentedText);
        String text = RecalledBlock.strip(rewrittenText);
        boolean recalled = !augmented.equals(augmentedText.strip());
        if (recalled && text.equals(rewrittenText.strip())) {
            return "";
        }
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

    /** Returns a message with the user's words recorded in its attributes. */
    static UserMessage marked(UserMessage message, String words) {
        Map<String, Object> attributes = new LinkedHashMap<>(message.attributes());
        attributes.put(ORIGINAL, words);
        attributes.put(AUGMENTED, texts(message));
        return message.toBuilder().attributes(attributes).build();
    }

    /**
     * Returns a message with an addition to its last text. LangChain4j drops contents that are added to some messages,
     * so the text itself is extended. A message without text is not changed.
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

    /**
     * Returns a message as it remains after its turn, without recalled text; the same one if there is nothing to
     * remove.
     */
    static UserMessage afterTurn(UserMessage message) {
        if (!message.attributes().containsKey(ORIGINAL)) {
            return message;
        }
        List<Content> contents =
                message.contents().stream().map(UserMessageText::withoutBlock).toList();
        return contents.equals(message.contents())
                ? message
                : marked(message.toBuilder().contents(contents).build(), of(message));
    }

    private static Content withoutBlock(Content content) {
        if (content instanceof TextContent text) {
            String stripped = RecalledBlock.strip(text.text());
            return stripped.isEmpty() ? content : TextContent.from(stripped);
        }
        return content;
    }

    /** Returns all texts. A guardrail that rewrites replaces each text by the same one, which is returned once. */
    private static String texts(UserMessage message) {
        return message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
