// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.capture.RecallExecutor;
import dev.memoir.capture.TurnWriter;
import dev.memoir.llm.AnswerText;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.util.context.ContextView;

/**
 * Processes turns: resolves the scope, recalls in time, and writes the augmented request. Never fails a turn.
 * Thread-safe.
 */
final class TurnProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(TurnProcessor.class);

    private static final ContextSnapshotFactory CONTEXT =
            ContextSnapshotFactory.builder().build();

    private final LongTermMemory memory;
    private final ScopeResolver scopes;
    private final UnaryOperator<SearchRequest.Builder> searching;
    private final int profileTokens;
    private final boolean capture;
    private final TurnWriter writer;
    private final RecallExecutor recalls;
    private final Duration timeout;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param timeout the maximum time that a turn waits for the memory, half of it for earlier turns to be written */
    TurnProcessor(
            LongTermMemory memory,
            ScopeResolver scopes,
            UnaryOperator<SearchRequest.Builder> searching,
            int profileTokens,
            boolean capture,
            TurnWriter writer,
            RecallExecutor recalls,
            Duration timeout) {
        this.memory = memory;
        this.scopes = scopes;
        this.searching = searching;
        this.profileTokens = profileTokens;
        this.capture = capture;
        this.writer = writer;
        this.recalls = recalls;
        this.timeout = timeout;
    }

    /** Returns the capture of a turn; empty if it has no memory, or another advisor has processed it. */
    Optional<TurnCapture> begin(ChatClientRequest request, ContextView reactive) {
        Map<String, ?> context = request.context();
        if (RequestAugmenter.isSeen(context)) {
            return Optional.empty();
        }
        ContextSnapshot snapshot = CONTEXT.captureAll(reactive);
        return scope(context, reactive, snapshot)
                .map(scope -> new TurnCapture(
                        request,
                        scope,
                        conversation(context, scope),
                        capture && !off(context, LongTermMemoryAdvisor.CAPTURE) ? writer : null,
                        snapshot));
    }

    /** Completes in time and never exceptionally. */
    CompletableFuture<ChatClientRequest> recalled(TurnCapture turn) {
        ChatClientRequest request = turn.request();
        String question = turn.question();
        if (question.isBlank() || off(request.context(), LongTermMemoryAdvisor.RECALL)) {
            return CompletableFuture.completedFuture(RequestAugmenter.of(turn, null, ""));
        }
        try {
            Observation observation = observation(turn);
            return recalls.start(timeout, turn.context()::wrap, () -> observation.scoped(() -> search(turn, question)))
                    .whenComplete((remembered, failure) -> stop(observation, failure))
                    .handle((remembered, failure) -> {
                        if (failure != null) {
                            LOG.warn(
                                    "Memory could not be searched{}. The turn continues without it.",
                                    why(failure),
                                    failure);
                        }
                        return remembered == null
                                ? RequestAugmenter.of(turn, null, "")
                                : RequestAugmenter.of(turn, remembered.recollection(), remembered.profile());
                    });
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be searched. The turn continues without it.", e);
            return CompletableFuture.completedFuture(RequestAugmenter.of(turn, null, ""));
        }
    }

    /** Observes the recall as the turn sees it: one that timed out has failed, whatever it finds later. */
    private Observation observation(TurnCapture turn) {
        if (!(memory instanceof ObservedRecalls observations)) {
            return Observation.NOOP;
        }
        List<Observation> started = new ArrayList<>(1);
        turn.context()
                .wrap(() -> {
                    started.add(observations.startRecall());
                })
                .run();
        return started.get(0);
    }

    private static void stop(Observation observation, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
            observation.error(cause == null ? failure : cause);
        }
        observation.stop();
    }

    /** Waits for {@link #recalled}, which takes no longer than its budget. */
    static ChatClientRequest await(CompletableFuture<ChatClientRequest> recalled, TurnCapture turn) {
        try {
            return recalled.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("Memory could not be searched. The turn continues without it.", e);
        }
        return RequestAugmenter.of(turn, null, "");
    }

    private static String why(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException ? " in time" : "";
    }

    private record Remembered(SearchResult recollection, String profile) {}

    private Remembered search(TurnCapture turn, String question) {
        Scope scope = turn.scope();
        Prompt prompt = turn.request().prompt();
        writer.awaitWritten(scope, timeout.dividedBy(2));
        SearchResult recollection = memory.search(searching
                .apply(SearchRequest.builder(scope, question)
                        .excludeTexts(shown(prompt))
                        .zone(turn.zone()))
                .build());
        return new Remembered(recollection, profile(scope));
    }

    /** Reads the profile; a failure does not lose what was recalled. */
    private String profile(Scope scope) {
        try {
            return profileTokens == 0
                    ? ""
                    : memory.profile(scope, profileTokens).text();
        } catch (RuntimeException e) {
            LOG.warn("The profile could not be read. The turn continues without it.", e);
            return "";
        }
    }

    /** Returns what the prompt contains anyway: the message and the conversation before it. */
    private static List<String> shown(Prompt prompt) {
        return prompt.getInstructions().stream()
                .filter(message -> message.getMessageType() == MessageType.USER
                        || message.getMessageType() == MessageType.ASSISTANT)
                .flatMap(message -> words(message).stream())
                .distinct()
                .toList();
    }

    /** Returns the part of a message that is stored: a chat memory keeps answers with their reasoning. */
    private static Optional<String> words(Message message) {
        return Optional.ofNullable(message.getText())
                .filter(text -> !text.isBlank())
                .flatMap(text -> message instanceof AssistantMessage ? AnswerText.of(text) : Optional.of(text));
    }

    /** Returns the chat memory's conversation if there is one, else the run's. */
    private static String conversation(Map<String, ?> context, Scope scope) {
        Object named = context.get(ChatMemory.CONVERSATION_ID);
        if (named != null && !named.toString().isBlank()) {
            return named.toString();
        }
        return AddRequest.defaultConversation(scope);
    }

    private static boolean off(Map<String, ?> context, String parameter) {
        Object value = context.get(parameter);
        return value != null && "false".equalsIgnoreCase(value.toString());
    }

    /** Resolves the scope with the thread locals that the search will see. */
    private Optional<Scope> scope(Map<String, ?> context, ContextView reactive, ContextSnapshot snapshot) {
        ContextSnapshot.Scope restored = snapshot.setThreadLocals();
        try {
            Optional<Scope> scope = scopes.resolve(context, reactive);
            if (scope.isEmpty() && !warned.getAndSet(true)) {
                LOG.warn(
                        "A turn names no user, agent or run, so it has no memory. Pass the advisor parameter \"{}\", or"
                                + " define a ScopeResolver. This is logged once.",
                        LongTermMemoryAdvisor.USER_ID);
            }
            return scope;
        } catch (RuntimeException e) {
            if (!warned.getAndSet(true)) {
                LOG.warn("The scope of a turn cannot be resolved, so it has no memory. This is logged once.", e);
            }
            return Optional.empty();
        } finally {
            restored.close();
        }
    }
}
