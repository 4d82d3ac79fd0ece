// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.llm.AnswerText;
import io.micrometer.context.ContextSnapshot;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolExecutionResult;

/**
 * Captures what is said in one turn: the user's message, and the answer as it arrives. Never fails the turn.
 * Thread-safe.
 */
final class TurnCapture {

    private static final Logger LOG = LoggerFactory.getLogger(TurnCapture.class);

    /** The finish reason that Spring AI's OpenAI client reports for parts that have none. */
    private static final String OPENAI_UNFINISHED = "_UNKNOWN";

    private final ChatClientRequest request;
    private final Scope scope;
    private final String conversation;
    private final @Nullable TurnWriter writer;
    private final ContextSnapshot context;
    private final String id = UUID.randomUUID().toString();
    private final StringBuilder answer = new StringBuilder();
    private String answeredBy = "";
    private boolean finished;
    private boolean questionWritten;
    private boolean ended;

    /**
     * @param writer the writer of the turn, or null not to store it
     * @param context what the caller's thread or the subscriber's context held when the turn began
     */
    TurnCapture(
            ChatClientRequest request,
            Scope scope,
            String conversation,
            @Nullable TurnWriter writer,
            ContextSnapshot context) {
        this.request = request;
        this.scope = scope;
        this.conversation = conversation;
        this.writer = writer;
        this.context = context;
    }

    /**
     * The model of a turn, as far as models can be distinguished.
     *
     * @param provider the type of its options
     * @param requested the model name of the request, empty for the default
     * @param answeredBy the model name of the answer, empty if it states none
     */
    record Model(String provider, String requested, String answeredBy) {}

    /** Returns the original request. */
    ChatClientRequest request() {
        return request;
    }

    Scope scope() {
        return scope;
    }

    @Nullable
    ZoneId zone() {
        return TurnZone.of(request.context());
    }

    ContextSnapshot context() {
        return context;
    }

    /** Returns the user's last message, blank if there is none. */
    String question() {
        String text = request.prompt().getUserMessage().getText();
        return text == null ? "" : text;
    }

    /** Stores the user's message: the model is about to be called, or never will be. */
    synchronized void beforeModelCall() {
        if (!questionWritten) {
            questionWritten = true;
            if (!continues()) {
                write(Role.USER, question());
            }
        }
    }

    /**
     * Returns whether the prompt continues after a tool call, with the message of an earlier round: in an application
     * that calls tools itself.
     */
    private boolean continues() {
        List<Message> messages = request.prompt().getInstructions();
        for (int i = messages.size() - 1; i >= 0; i--) {
            MessageType type = messages.get(i).getMessageType();
            if (type == MessageType.TOOL || type == MessageType.USER) {
                return type == MessageType.TOOL;
            }
        }
        return false;
    }

    synchronized void received(ChatClientResponse response) {
        ChatResponse chat = response.chatResponse();
        if (chat == null || writer == null) {
            return;
        }
        try {
            String named = chat.getMetadata().getModel();
            if (named != null && !named.isBlank()) {
                answeredBy = named;
            }
            // The first generation with text: some providers return their reasoning as a generation before the answer.
            finished |= chat.getResults().stream().anyMatch(TurnCapture::finishes);
            chat.getResults().stream()
                    .filter(TurnCapture::answers)
                    .findFirst()
                    .ifPresent(
                            generation -> answer.append(generation.getOutput().getText()));
        } catch (RuntimeException e) {
            LOG.warn("A part of an answer cannot be captured. The turn continues.", e);
        }
    }

    private static boolean finishes(Generation generation) {
        String reason = generation.getMetadata().getFinishReason();
        return reason != null && !reason.isBlank() && !reason.equals(OPENAI_UNFINISHED);
    }

    /** Returns the model that answers. */
    synchronized Model model() {
        ChatOptions options = request.prompt().getOptions();
        return new Model(
                options == null ? "" : options.getClass().getName(),
                options == null ? "" : Objects.requireNonNullElse(options.getModel(), ""),
                answeredBy);
    }

    /** Returns whether the model has reported that it finished. */
    synchronized boolean finished() {
        return finished;
    }

    private static boolean answers(Generation generation) {
        AssistantMessage message = generation.getOutput();
        return message != null
                && message.getText() != null
                && !message.getText().isEmpty()
                && !message.hasToolCalls()
                && !ReasoningContent.are(message)
                && !ToolExecutionResult.FINISH_REASON.equals(
                        generation.getMetadata().getFinishReason());
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            // Reasoning may be split across the parts of a stream, so it is recognised in the whole.
            write(Role.ASSISTANT, AnswerText.of(answer.toString()).orElse(""));
        }
    }

    private void write(Role role, String text) {
        if (writer == null || text.isBlank()) {
            return;
        }
        try {
            writer.add(
                    AddRequest.builder(scope)
                            .conversation(conversation)
                            .zone(zone())
                            .turn(Turn.builder(role, text).build())
                            .idempotencyKey("spring-ai/" + id + "/" + role)
                            .build(),
                    context::wrap);
        } catch (RuntimeException e) {
            LOG.warn("A message cannot be stored. The turn continues.", e);
        }
    }
}
