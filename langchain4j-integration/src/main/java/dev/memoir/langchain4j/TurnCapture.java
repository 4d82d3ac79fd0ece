// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.event.InputGuardrailExecutedEvent;
import dev.langchain4j.observability.api.event.OutputGuardrailExecutedEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceErrorListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.observability.api.listener.AiServiceRequestIssuedListener;
import dev.langchain4j.observability.api.listener.AiServiceResponseReceivedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.observability.api.listener.InputGuardrailExecutedListener;
import dev.langchain4j.observability.api.listener.OutputGuardrailExecutedListener;
import dev.memoir.capture.TurnWriter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures the turns of each call from its lifecycle events, and has each written once.
 *
 * <p>The user's words are taken from the started event, where they are still the user's own; a guardrail that rewrites
 * them replaces them, and one that rejects them discards them. They are written when the first request is sent to the
 * model (after the recall, which must not find the question as its own answer), so that they are remembered even if the
 * call fails, is cancelled or never ends. Those of a stream that is never started are written before the next call of
 * its thread in the conversation, or by {@link #close}. The answer is written when the call completes: the caller's
 * result if it is text, otherwise the model's last text that passed the guardrails. A call that ends with the result of
 * a tool has no answer, and neither has an incomplete one.
 *
 * <p>Thread-safe.
 */
final class TurnCapture {

    private static final Logger LOG = LoggerFactory.getLogger(TurnCapture.class);

    /**
     * The maximum number of open calls. LangChain4j reports nothing when a stream is cancelled, so that calls can stay
     * open forever; beyond this number the oldest is closed.
     */
    private static final int MAX_OPEN_CALLS = 10_000;

    private final LenientScopeResolver scopes;
    private final TurnWriter writer;
    private final boolean windowKeepsRewrites;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final ConcurrentMap<UUID, CapturedCall> calls = new ConcurrentHashMap<>();
    private volatile boolean closed;

    TurnCapture(LenientScopeResolver scopes, TurnWriter writer, boolean windowKeepsRewrites) {
        this.scopes = scopes;
        this.writer = writer;
        this.windowKeepsRewrites = windowKeepsRewrites;
    }

    List<AiServiceListener<?>> listeners() {
        return List.of(
                (AiServiceStartedListener) this::started,
                (InputGuardrailExecutedListener) this::guarded,
                (AiServiceRequestIssuedListener) event -> with(event, (call, issued) -> call.writeQuestion()),
                (AiServiceResponseReceivedListener) event -> with(
                        event,
                        (call, received) -> call.answered(received.response().aiMessage())),
                (OutputGuardrailExecutedListener) this::passed,
                (AiServiceCompletedListener) this::completed,
                (AiServiceErrorListener) this::failed);
    }

    private void started(AiServiceStartedEvent event) {
        if (closed) {
            return;
        }
        InvocationContext context = event.invocationContext();
        scopes.of(context).ifPresent(scope -> {
            CapturedCall call = new CapturedCall(
                    context.invocationId(),
                    scope,
                    ConversationIds.of(context, scope),
                    UserMessageText.of(event.userMessage()),
                    context.timestamp(),
                    CallZone.of(context),
                    writer);
            closeOpen(call);
            calls.put(context.invocationId(), call);
        });
    }

    /**
     * Writes the questions of earlier calls in the conversation that never issued a request, because they precede this
     * one.
     */
    private void closeOpen(CapturedCall next) {
        calls.values().stream()
                .filter(earlier -> earlier.isBefore(next))
                .sorted(CapturedCall.BY_START)
                .forEach(CapturedCall::writeQuestion);
        if (calls.size() >= MAX_OPEN_CALLS) {
            calls.values().stream().min(CapturedCall.BY_START).ifPresent(oldest -> {
                oldest.writeQuestion();
                calls.remove(oldest.id());
            });
        }
    }

    private void guarded(InputGuardrailExecutedEvent event) {
        UserMessage rewritten = event.rewrittenUserMessage();
        if (rewritten == null || !event.result().hasRewrittenResult()) {
            return;
        }
        if (!windowKeepsRewrites && !warned.getAndSet(true)) {
            LOG.warn("An input guardrail rewrites messages. If this service has a chat memory, it keeps the originals,"
                    + " which the model sees in later turns. Pass the chat memory to MemoirAttachment"
                    + " (Builder.chatMemory) to keep the rewritten ones. This is logged once.");
        }
        with(event, (call, guarded) -> call.rewritten(UserMessageText.of(rewritten)));
    }

    /**
     * Records an answer that passed. A reprompt has no event of its own: the guardrail that accepts its answer has the
     * model's last one.
     */
    private void passed(OutputGuardrailExecutedEvent event) {
        OutputGuardrailResult result = event.result();
        if (result.isSuccess()) {
            AiMessage answer = event.request().responseFromLLM().aiMessage();
            with(
                    event,
                    (call, guarded) -> call.answered(
                            result.hasRewrittenResult() ? answer.withText(result.successfulText()) : answer));
        }
    }

    private void completed(AiServiceCompletedEvent event) {
        with(event, (call, completed) -> {
            call.writeQuestion();
            call.writeAnswer(completed.result().orElse(null));
        });
        calls.remove(event.invocationContext().invocationId());
    }

    private void failed(AiServiceErrorEvent event) {
        with(event, (call, failed) -> {
            if (!(failed.error() instanceof InputGuardrailException)) {
                call.writeQuestion();
            }
        });
        calls.remove(event.invocationContext().invocationId());
    }

    private <E extends AiServiceEvent> void with(E event, BiConsumer<CapturedCall, E> then) {
        CapturedCall call = calls.get(event.invocationContext().invocationId());
        if (call != null) {
            then.accept(call, event);
        }
    }

    /** Writes the questions of open calls, and ignores further calls. */
    void close() {
        closed = true;
        calls.values().forEach(CapturedCall::writeQuestion);
        calls.clear();
    }
}
