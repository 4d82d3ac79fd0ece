package dev.memoir.spring;

import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.CaptureLanes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.model.tool.ToolExecutionResult;

/** One turn while it runs: the request that goes on, and the answer as it comes. Thread-safe. */
final class RememberedTurn {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedTurn.class);

    private final ChatClientRequest request;
    private final @Nullable Scope scope;
    private final String conversation;
    private final @Nullable CaptureLanes lanes;
    private final String id = UUID.randomUUID().toString();
    private final StringBuilder answer = new StringBuilder();
    private boolean ended;

    RememberedTurn(
            ChatClientRequest request, @Nullable Scope scope, String conversation, @Nullable CaptureLanes lanes) {
        this.request = request;
        this.scope = scope;
        this.conversation = conversation;
        this.lanes = lanes;
    }

    /** A turn without memory. */
    static RememberedTurn none(ChatClientRequest request) {
        return new RememberedTurn(request, null, "", null);
    }

    ChatClientRequest request() {
        return request;
    }

    void asked(String question) {
        write(Role.USER, question);
    }

    synchronized void received(ChatClientResponse response) {
        ChatResponse chat = response.chatResponse();
        Generation generation = chat == null ? null : chat.getResult();
        if (generation == null || generation.getOutput() == null) {
            return;
        }
        AssistantMessage message = generation.getOutput();
        boolean answers = message.getText() != null
                && !message.hasToolCalls()
                && !Thoughts.are(message)
                && !ToolExecutionResult.FINISH_REASON.equals(
                        generation.getMetadata().getFinishReason());
        if (answers) {
            answer.append(message.getText());
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            write(Role.ASSISTANT, answer.toString());
        }
    }

    private void write(Role role, String text) {
        if (lanes == null || scope == null || text.isBlank()) {
            return;
        }
        try {
            lanes.add(AddRequest.of(scope)
                    .conversation(conversation)
                    .turn(Turn.of(role, text).build())
                    .idempotencyKey("spring-ai/" + id + "/" + role)
                    .build());
        } catch (RuntimeException e) {
            LOG.warn("What was said cannot be remembered. The turn goes on.", e);
        }
    }
}
