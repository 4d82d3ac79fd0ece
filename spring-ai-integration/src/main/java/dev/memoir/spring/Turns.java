package dev.memoir.spring;

import dev.memoir.AddRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.capture.CaptureLanes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.prompt.Prompt;

/** Begins turns: resolves the scope, recalls, and writes the request that goes on. Never fails a turn. Thread-safe. */
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** Marks a request that memory has seen, so that a second advisor lets it pass. */
    private static final String SEEN = "memoir.seen";

    private final LongTermMemory memory;
    private final ScopeResolver scopes;
    private final UnaryOperator<SearchRequest.Builder> searching;
    private final boolean capture;
    private final CaptureLanes lanes;
    private final AtomicBoolean told = new AtomicBoolean();

    Turns(
            LongTermMemory memory,
            ScopeResolver scopes,
            UnaryOperator<SearchRequest.Builder> searching,
            boolean capture,
            CaptureLanes lanes) {
        this.memory = memory;
        this.scopes = scopes;
        this.searching = searching;
        this.capture = capture;
        this.lanes = lanes;
    }

    RememberedTurn begin(ChatClientRequest request) {
        if (request.context().containsKey(SEEN)) {
            return RememberedTurn.none(request);
        }
        Optional<Scope> scope = scope(request.context());
        if (scope.isEmpty()) {
            return RememberedTurn.none(request);
        }
        String said = request.prompt().getUserMessage().getText();
        String question = said == null ? "" : said;
        lanes.settle(scope.get());
        RememberedTurn turn = new RememberedTurn(
                recalled(request, scope.get(), question),
                scope.get(),
                conversation(request.context(), scope.get()),
                capture ? lanes : null);
        turn.asked(question);
        return turn;
    }

    private ChatClientRequest recalled(ChatClientRequest request, Scope scope, String question) {
        Map<String, Object> context = new HashMap<>(request.context());
        context.put(SEEN, true);
        Prompt prompt = request.prompt();
        if (!question.isBlank()) {
            try {
                Recollection recollection = memory.search(searching
                        .apply(SearchRequest.of(scope, question).known(shown(prompt)))
                        .build());
                context.put(LongTermMemoryAdvisor.RECOLLECTION, recollection);
                if (!recollection.context().isEmpty()) {
                    prompt = prompt.augmentSystemMessage(system -> system.mutate()
                            .text(appended(system.getText(), recollection.context()))
                            .build());
                }
            } catch (RuntimeException e) {
                LOG.warn("Memory could not be searched. The turn goes on without it.", e);
            }
        }
        return ChatClientRequest.builder().prompt(prompt).context(context).build();
    }

    private static String appended(@Nullable String system, String block) {
        return system == null || system.isBlank() ? block : system + "\n\n" + block;
    }

    /** What the prompt shows anyway: the question and the conversation before it. */
    private static List<String> shown(Prompt prompt) {
        return prompt.getInstructions().stream()
                .filter(message -> message.getMessageType() == MessageType.USER
                        || message.getMessageType() == MessageType.ASSISTANT)
                .map(Message::getText)
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .toList();
    }

    /** The chat memory's conversation if it has one, else the run's. */
    private static String conversation(Map<String, ?> context, Scope scope) {
        Object named = context.get(ChatMemory.CONVERSATION_ID);
        if (named != null && !named.toString().isBlank()) {
            return named.toString();
        }
        String run = scope.runId();
        return run == null ? AddRequest.DEFAULT_CONVERSATION : run;
    }

    private Optional<Scope> scope(Map<String, ?> context) {
        try {
            Optional<Scope> scope = scopes.resolve(context);
            if (scope.isEmpty() && !told.getAndSet(true)) {
                LOG.warn(
                        "A turn names no user, agent or run, so it has no memory. Pass the advisor parameter \"{}\", or"
                                + " define a ScopeResolver. This is said once.",
                        LongTermMemoryAdvisor.USER_ID);
            }
            return scope;
        } catch (RuntimeException e) {
            if (!told.getAndSet(true)) {
                LOG.warn("The scope of a turn cannot be resolved, so it has no memory. This is said once.", e);
            }
            return Optional.empty();
        }
    }
}
