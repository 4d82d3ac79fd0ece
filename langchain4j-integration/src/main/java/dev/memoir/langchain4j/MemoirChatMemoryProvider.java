package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.ChatMemoryProvider;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.RecordedTurn;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.capture.CaptureLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chat memories that go on after a restart: the window of a memory id begins with the last turns of its conversation in
 * the ledger. Beyond that a window is LangChain4j's own.
 *
 * <p>By default it reads only, beside {@link MemoirAiServices}, which writes. Where an AI service takes no listeners
 * ({@code @AiService} of Spring, agents, Quarkus), {@link Builder#capture()} has the windows write what is said to them.
 *
 * <p>Never fails a call: a memory id without a scope, or a failing memory, has an empty window. Thread-safe.
 */
public final class MemoirChatMemoryProvider implements ChatMemoryProvider {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirChatMemoryProvider.class);

    private final LongTermMemory memory;
    private final Function<Object, Optional<Scope>> scopes;
    private final int messages;
    private final @Nullable CaptureLanes lanes;

    private MemoirChatMemoryProvider(Builder builder) {
        memory = builder.memory;
        scopes = builder.scopes;
        messages = builder.messages;
        lanes = builder.capturing ? new CaptureLanes(memory) : null;
        if (lanes != null) {
            memory.beforeClose(lanes::close);
        }
    }

    /**
     * {@return a builder: windows of 20 messages that do not write}
     *
     * @param memory the ledger of the conversations
     * @param scopes tells whose conversation a memory id names; empty for nobody's
     */
    public static Builder builder(LongTermMemory memory, Function<Object, Optional<Scope>> scopes) {
        return new Builder(memory, scopes);
    }

    @Override
    public ChatMemory get(Object memoryId) {
        ChatMemory window = MessageWindowChatMemory.builder()
                .id(memoryId)
                .maxMessages(messages)
                .alwaysKeepSystemMessageFirst(true)
                .build();
        try {
            Scope scope = scopes.apply(memoryId).orElse(null);
            if (scope == null) {
                return window;
            }
            String conversation = Conversations.name(memoryId);
            if (lanes != null) {
                lanes.settle(scope);
            }
            window.add(lastTurns(scope, conversation));
            return lanes == null ? window : new CapturingChatMemory(window, scope, conversation, lanes);
        } catch (RuntimeException e) {
            LOG.warn("A conversation could not be read. It starts with an empty window.", e);
            return window;
        }
    }

    private List<ChatMessage> lastTurns(Scope scope, String conversation) {
        List<RecordedTurn> turns = memory.listTurns(ListRequest.of(scope)
                        .conversation(conversation)
                        .newestFirst()
                        .limit(Math.min(messages, ListRequest.MAX_LIMIT))
                        .build())
                .items();
        List<ChatMessage> said = new ArrayList<>();
        for (int i = turns.size() - 1; i >= 0; i--) {
            RecordedTurn turn = turns.get(i);
            if (turn.turn().role() == Role.USER) {
                said.add(UserMessage.from(turn.text()));
            } else if (turn.turn().role() == Role.ASSISTANT && !said.isEmpty()) {
                said.add(AiMessage.from(turn.text()));
            }
        }
        return said;
    }

    /** Builds a {@link MemoirChatMemoryProvider}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private final Function<Object, Optional<Scope>> scopes;
        private int messages = 20;
        private boolean capturing;

        private Builder(LongTermMemory memory, Function<Object, Optional<Scope>> scopes) {
            this.memory = memory;
            this.scopes = scopes;
        }

        /**
         * {@return this}
         *
         * @param messages how many messages a window holds
         */
        public Builder messages(int messages) {
            this.messages = messages;
            return this;
        }

        /** {@return this, with windows that write what is said to them; not beside {@link MemoirAiServices}} */
        public Builder capture() {
            this.capturing = true;
            return this;
        }

        /** {@return the provider} */
        public MemoirChatMemoryProvider build() {
            return new MemoirChatMemoryProvider(this);
        }
    }
}
