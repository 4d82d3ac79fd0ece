// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The chat endpoint: takes one message and streams the answer. */
@RestController
class ChatEndpoint {

    /** The maximum length of a message, about fifty pages; the limit of a model is usually lower. */
    static final int LONGEST = 200_000;

    private static final int MOST_SHOWN = 200;

    private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final ChatService conversations;

    ChatEndpoint(ChatService conversations) {
        this.conversations = conversations;
    }

    /**
     * A message.
     *
     * @param words the text
     */
    record Said(@Nullable String words) {}

    @PostMapping(path = "/api/conversations/{conversation}", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<AnswerPart> say(Scope scope, @PathVariable String conversation, @RequestBody Said said) {
        return conversations.answer(scope, checked(conversation), words(said.words()));
    }

    @GetMapping("/api/conversations/{conversation}")
    List<ItemView> conversation(Scope scope, @PathVariable String conversation) {
        return conversations.latest(scope, checked(conversation), MOST_SHOWN).stream()
                .map(ItemView::of)
                .toList();
    }

    /** {@return the text, without surrounding white space} */
    static String words(@Nullable String words) {
        String stripped = words == null ? "" : words.strip();
        if (stripped.isEmpty()) {
            throw new InvalidInputException("The message is empty. Send {\"words\": \"…\"}.");
        }
        if (stripped.length() > LONGEST) {
            throw new InvalidInputException(
                    "The message has " + stripped.length() + " characters; at most " + LONGEST + " are accepted.");
        }
        return stripped;
    }

    private static String checked(String conversation) {
        if (!CONVERSATION.matcher(conversation).matches()) {
            throw new InvalidInputException(
                    "The id of a conversation must have 1 to 64 letters, digits and hyphens, such as a UUID.");
        }
        return conversation;
    }
}
