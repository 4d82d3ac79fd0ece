// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.SearchResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Writes the augmented request: marked, with the recalled block in its system message, and with its memory tools bound.
 */
final class RequestAugmenter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestAugmenter.class);

    /** Marks a request that a memory advisor has processed, so that a second advisor ignores it. */
    private static final String SEEN = "memoir.seen";

    private RequestAugmenter() {}

    static boolean isSeen(Map<String, ?> context) {
        return context.containsKey(SEEN);
    }

    /**
     * Returns the augmented request, which is marked in any case.
     *
     * @param recollection the search result, or null if the memory was not or could not be searched
     * @param profile a block that precedes what was recalled, or empty
     */
    static ChatClientRequest of(TurnCapture turn, @Nullable SearchResult recollection, String profile) {
        ChatClientRequest request = turn.request();
        Map<String, Object> context = new HashMap<>(request.context());
        context.put(SEEN, true);
        if (recollection != null) {
            context.put(LongTermMemoryAdvisor.SEARCH_RESULT, recollection);
        }
        Prompt prompt = request.prompt();
        try {
            prompt = augmented(
                    augmented(bound(prompt, new ToolTurn(turn.scope(), turn.zone())), profile),
                    recollection == null ? "" : recollection.context());
        } catch (RuntimeException e) {
            LOG.warn("The recalled block cannot be put into the prompt. The turn continues without it.", e);
        }
        return ChatClientRequest.builder().prompt(prompt).context(context).build();
    }

    private static Prompt bound(Prompt prompt, ToolTurn turn) {
        if (prompt.getOptions() instanceof ToolCallingChatOptions options && options.getToolCallbacks() != null) {
            return MemoirTools.bound(options.getToolCallbacks(), turn)
                    .map(tools -> new Prompt(
                            prompt.getInstructions(),
                            options.mutate().toolCallbacks(tools).build()))
                    .orElse(prompt);
        }
        return prompt;
    }

    private static Prompt augmented(Prompt prompt, String block) {
        return block.isEmpty()
                ? prompt
                : prompt.augmentSystemMessage(system ->
                        system.mutate().text(appended(system.getText(), block)).build());
    }

    private static String appended(@Nullable String system, String block) {
        return system == null || system.isBlank() ? block : system + "\n\n" + block;
    }
}
