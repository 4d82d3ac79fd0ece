package dev.memoir.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.event.AiServiceErrorEvent;
import dev.langchain4j.observability.api.event.AiServiceEvent;
import dev.langchain4j.observability.api.event.AiServiceStartedEvent;
import dev.langchain4j.observability.api.event.InputGuardrailExecutedEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.observability.api.listener.AiServiceErrorListener;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.observability.api.listener.AiServiceRequestIssuedListener;
import dev.langchain4j.observability.api.listener.AiServiceResponseReceivedListener;
import dev.langchain4j.observability.api.listener.AiServiceStartedListener;
import dev.langchain4j.observability.api.listener.InputGuardrailExecutedListener;
import dev.memoir.capture.CaptureLanes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * Listens to the life of each call and has its turns written, once each.
 *
 * <p>The user's words are taken from the started event, where they are still the user's own; a guardrail that rewrites
 * them replaces them, one that rejects them has them forgotten. They are written when the first request goes to the model
 * (after the recall, which must not find the question as its own answer), so a call that fails, is cancelled or never
 * ends has them remembered all the same. The answer is written when the call completes: what the caller gets, if that is
 * text, else the model's last text. A call that ends with a tool's result has no answer; half an answer is none.
 *
 * <p>Thread-safe.
 */
final class TurnCapture {

    /**
     * Calls that are remembered at once. LangChain4j says nothing when a stream is cancelled, so calls can stay open for
     * ever; beyond this many the oldest is closed.
     */
    private static final int MOST_CALLS = 10_000;

    private final Scopes scopes;
    private final CaptureLanes lanes;
    private final ConcurrentMap<UUID, CapturedCall> calls = new ConcurrentHashMap<>();

    TurnCapture(Scopes scopes, CaptureLanes lanes) {
        this.scopes = scopes;
        this.lanes = lanes;
    }

    List<AiServiceListener<?>> listeners() {
        return List.of(
                (AiServiceStartedListener) this::started,
                (InputGuardrailExecutedListener) this::guarded,
                (AiServiceRequestIssuedListener) event -> with(event, (call, issued) -> call.writeQuestion()),
                (AiServiceResponseReceivedListener)
                        event -> with(event, (call, received) -> call.received(received.response())),
                (AiServiceCompletedListener) this::completed,
                (AiServiceErrorListener) this::failed);
    }

    private void started(AiServiceStartedEvent event) {
        InvocationContext context = event.invocationContext();
        scopes.of(context).ifPresent(scope -> {
            CapturedCall call = new CapturedCall(
                    context.invocationId(),
                    scope,
                    Conversations.of(context, scope),
                    Messages.said(event.userMessage()),
                    context.timestamp(),
                    lanes);
            closeOpen(call);
            calls.put(context.invocationId(), call);
        });
    }

    /** A call before this one in the conversation that never issued a request was still said before it. */
    private void closeOpen(CapturedCall next) {
        calls.values().stream().filter(next::sameConversation).forEach(CapturedCall::writeQuestion);
        if (calls.size() >= MOST_CALLS) {
            calls.values().stream().min(CapturedCall.BY_START).ifPresent(oldest -> {
                oldest.writeQuestion();
                calls.remove(oldest.id());
            });
        }
    }

    private void guarded(InputGuardrailExecutedEvent event) {
        UserMessage rewritten = event.rewrittenUserMessage();
        if (rewritten != null && event.result().hasRewrittenResult()) {
            with(event, (call, guarded) -> call.rewritten(Messages.visible(rewritten)));
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

    /** Writes the questions of calls that are still open. */
    void close() {
        calls.values().forEach(CapturedCall::writeQuestion);
        calls.clear();
    }
}
