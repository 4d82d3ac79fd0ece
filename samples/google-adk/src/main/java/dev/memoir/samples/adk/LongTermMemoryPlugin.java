// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import com.google.adk.agents.CallbackContext;
import com.google.adk.agents.InvocationContext;
import com.google.adk.events.Event;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.plugins.BasePlugin;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import dev.memoir.LongTermMemory;
import dev.memoir.SearchRequest;
import dev.memoir.capture.RecallExecutor;
import dev.memoir.capture.TurnWriter;
import io.reactivex.rxjava3.core.Maybe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin of a runner that recalls what a message of the user is about and adds it to the instructions of every model
 * call of the invocation, and that stores what the user and the agents say. It never fails an invocation: a failure is
 * logged, and the turn continues without memory. Thread-safe.
 */
public final class LongTermMemoryPlugin extends BasePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(LongTermMemoryPlugin.class);

    /** The data of an invocation is shared by all its callbacks, and gone with it. */
    private static final String RECALL = "dev.memoir.recall";

    private final LongTermMemory memory;

    /**
     * @param memory the memory; not closed by this
     */
    public LongTermMemoryPlugin(LongTermMemory memory) {
        super("long-term-memory");
        this.memory = memory;
    }

    /** 1. Starts to recall, with the user's own words, while the runner stores the message. */
    @Override
    public Maybe<Content> onUserMessageCallback(InvocationContext context, Content message) {
        return unaffected("recall", () -> {
            String question = SessionTurns.text(message);
            if (!question.isBlank()) {
                Session session = context.session();
                SearchRequest request = SearchRequest.builder(SessionTurns.scope(session), question)
                        .excludeTexts(inPrompt(session, question))
                        .build();
                context.callbackContextData()
                        .put(
                                RECALL,
                                RecallExecutor.of(memory)
                                        .start(
                                                RecallExecutor.DEFAULT_TIMEOUT,
                                                UnaryOperator.identity(),
                                                () -> recall(request)));
            }
        });
    }

    /** The session's own events are in the prompt already. */
    private static List<String> inPrompt(Session session, String question) {
        List<String> texts = new ArrayList<>();
        texts.add(question);
        for (Event event : List.copyOf(session.events())) {
            event.content()
                    .map(SessionTurns::text)
                    .filter(text -> !text.isBlank())
                    .ifPresent(texts::add);
        }
        return texts;
    }

    private String recall(SearchRequest request) {
        TurnWriter.of(memory).awaitWritten(request.scope());
        return memory.search(request).context();
    }

    /** 2. Stores the message, which the runner has added to the session. */
    @Override
    public Maybe<Content> beforeRunCallback(InvocationContext context) {
        return unaffected("capture", () -> {
            for (Event event : List.copyOf(context.session().events())) {
                if (context.invocationId().equals(event.invocationId())) {
                    capture(context.session(), event);
                }
            }
        });
    }

    /** 3. Adds what was recalled to the instructions of each model call. */
    @Override
    public Maybe<LlmResponse> beforeModelCallback(CallbackContext context, LlmRequest.Builder request) {
        return unaffected("recall", () -> {
            Object recall = context.invocationContext().callbackContextData().get(RECALL);
            if (recall instanceof CompletableFuture<?> started) {
                // Ends after the timeout at the latest.
                String block = (String) started.join();
                if (!block.isEmpty()) {
                    request.appendInstructions(List.of(block));
                }
            }
        });
    }

    /** 4. Stores what the agents say; also if the caller cancels the stream later. */
    @Override
    public Maybe<Event> onEventCallback(InvocationContext context, Event event) {
        return unaffected("capture", () -> capture(context.session(), event));
    }

    private void capture(Session session, Event event) {
        SessionTurns.request(session, event).ifPresent(TurnWriter.of(memory)::add);
    }

    private static <T> Maybe<T> unaffected(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("The memory could not {}; the turn continues without it.", what, e);
        }
        return Maybe.empty();
    }
}
