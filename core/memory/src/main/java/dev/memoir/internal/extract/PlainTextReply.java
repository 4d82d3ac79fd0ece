// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.memoir.MalformedReplyException;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.ReasoningFilter;
import dev.memoir.prompt.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plain-text reply without the wrapping that models add: reasoning, code fences, a JSON object around the text.
 *
 * @param text the text, not blank
 * @param tokens the number of tokens that the call used
 */
record PlainTextReply(String text, int tokens) {

    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*```\\w*\\s*$");

    /** {@return the reply of a model} */
    static PlainTextReply ask(LanguageModel model, List<Message> messages) {
        String reply = model.complete(messages, null);
        int tokens = TokenCounter.count(reply)
                + messages.stream()
                        .mapToInt(message -> TokenCounter.count(message.text()))
                        .sum();
        String text = unwrapped(FENCE.matcher(ReasoningFilter.answer(reply))
                        .replaceAll("")
                        .strip())
                .strip();
        if (text.isEmpty()) {
            throw new MalformedReplyException("The language model returned an empty reply.", tokens);
        }
        return new PlainTextReply(text, tokens);
    }

    /** Some models wrap every reply in a JSON object. */
    private static String unwrapped(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        JsonNode object = LenientJson.read(text.toCharArray(), 0).node();
        List<String> lines = new ArrayList<>();
        object.forEach(value -> {
            if (value.isTextual()) {
                lines.add(value.asText());
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    lines.add((i + 1) + ". " + value.get(i).asText());
                }
            }
        });
        return lines.isEmpty() ? text : String.join("\n", lines);
    }
}
