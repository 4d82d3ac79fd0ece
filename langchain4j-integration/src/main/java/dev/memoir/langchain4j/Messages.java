package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.memoir.recall.RecalledBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was said in LangChain4j's messages, which may hold several texts, images, or none. */
final class Messages {

    /** The attribute of an augmented message that keeps the user's own words. Attributes are not sent to the model. */
    static final String ORIGINAL = "memoir.original";

    private Messages() {}

    /** The user's own words: all texts of a message, without what memory added. Empty if it has none. */
    static String said(UserMessage message) {
        Object original = message.attributes().get(ORIGINAL);
        if (original instanceof String words) {
            return words;
        }
        return visible(message);
    }

    /** All texts of a message as they are now, without what memory added. */
    static String visible(UserMessage message) {
        return RecalledBlock.strip(message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n")));
    }

    /** What an assistant's message tells the user: empty for a mere call of tools. */
    static Optional<String> said(AiMessage message) {
        return Optional.ofNullable(message.text())
                .filter(text -> !text.isBlank() && !message.hasToolExecutionRequests());
    }

    /** The user's and the assistant's words in messages. */
    static List<String> said(List<ChatMessage> messages) {
        List<String> words = new ArrayList<>();
        for (ChatMessage message : messages) {
            if (message instanceof UserMessage user) {
                words.add(said(user));
            } else if (message instanceof AiMessage assistant) {
                said(assistant).ifPresent(words::add);
            }
        }
        return words;
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
                Map<String, Object> attributes = new LinkedHashMap<>(message.attributes());
                attributes.putIfAbsent(ORIGINAL, said(message));
                return message.toBuilder()
                        .contents(contents)
                        .attributes(attributes)
                        .build();
            }
        }
        return message;
    }
}
