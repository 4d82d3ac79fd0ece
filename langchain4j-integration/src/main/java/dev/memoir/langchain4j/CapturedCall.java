// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.Result;
import dev.memoir.AddRequest;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.llm.AnswerText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A running call: its question, and its answer so far. Thread-safe. */
final class CapturedCall {

    static final Comparator<CapturedCall> BY_START =
            Comparator.comparing((CapturedCall call) -> call.startedAt).thenComparing(call -> call.id);

    private final UUID id;
    private final Scope scope;
    private final String conversation;
    private final Instant startedAt;
    private final @Nullable ZoneId zone;
    private final TurnWriter writer;
    private final Thread starter = Thread.currentThread();
    private String question;
    private boolean questionWritten;
    private @Nullable String answer;

    CapturedCall(
            UUID id,
            Scope scope,
            String conversation,
            String question,
            Instant startedAt,
            @Nullable ZoneId zone,
            TurnWriter writer) {
        this.id = id;
        this.scope = scope;
        this.conversation = conversation;
        this.question = question;
        this.startedAt = startedAt;
        this.zone = zone;
        this.writer = writer;
    }

    UUID id() {
        return id;
    }

    /**
     * Returns whether the same thread started this call before another one of the conversation: its guardrails have
     * ended.
     */
    boolean isBefore(CapturedCall next) {
        return starter == next.starter && scope.equals(next.scope) && conversation.equals(next.conversation);
    }

    synchronized void rewritten(String question) {
        this.question = question;
    }

    /** Records an answer of the model, or one that passed a guardrail. The last one counts. */
    synchronized void answered(AiMessage message) {
        answer = TurnMapper.utterance(message).orElse(null);
    }

    synchronized void writeQuestion() {
        if (!questionWritten) {
            questionWritten = true;
            write(Role.USER, question);
        }
    }

    synchronized void writeAnswer(@Nullable Object result) {
        answer(result).ifPresent(text -> write(Role.ASSISTANT, text));
    }

    private Optional<String> answer(@Nullable Object result) {
        if (result instanceof String text) {
            return AnswerText.of(text);
        }
        if (result instanceof ChatResponse response) {
            return TurnMapper.utterance(response.aiMessage());
        }
        if (result instanceof Result<?> whole) {
            ChatResponse last = whole.finalResponse();
            boolean text = whole.content() instanceof String
                    && last != null
                    && !last.aiMessage().hasToolExecutionRequests();
            return text ? AnswerText.of((String) whole.content()) : Optional.ofNullable(answer);
        }
        return Optional.ofNullable(answer);
    }

    /** Writes a turn. Both sides of a conversation get their time from the memory's clock. */
    private void write(Role role, String text) {
        if (!text.isBlank()) {
            writer.add(AddRequest.builder(scope)
                    .conversation(conversation)
                    .zone(zone)
                    .turn(Turn.builder(role, text).build())
                    .idempotencyKey("langchain4j/" + id + "/" + role)
                    .build());
        }
    }
}
