package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.ChatMemoryProvider;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.memoir.AddRequest;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.langchain4j.TurnMapper.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chat memories that go on after a restart: the window of a memory id begins with the last turns of its conversation in
 * the ledger. The conversation is named by the memory id's {@code toString()}, which must be the same after a restart. What
 * was recalled into a message leaves the window when the turn is over. Beyond that a window is LangChain4j's own, kept in
 * this process.
 *
 * <p>By default it reads only, beside {@link MemoirAiServices}, which writes. Where an AI service takes no listeners
 * ({@code @AiService} of Spring, agents, Quarkus), {@link Builder#capture()} has the windows write what is said to them;
 * with a {@link MemoirRetrievalAugmentor} in the service they know the user's words from what was added to them. A window
 * hears less than a listener: an answer that an output guardrail rejects, or rewrites, is heard before that.
 *
 * <p>Never fails a call: a memory id without a scope, or a failing memory, has an empty window. So has the memory id
 * that all services without {@code @MemoryId} share: it names nobody. Thread-safe.
 */
public final class MemoirChatMemoryProvider implements ChatMemoryProvider {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirChatMemoryProvider.class);

    private final LongTermMemory memory;
    private final Function<Object, Optional<Scope>> scopes;
    private final int messages;
    private final boolean capturing;
    private final TurnWriter lanes;
    private final AtomicBoolean told = new AtomicBoolean();

    private MemoirChatMemoryProvider(Builder builder) {
        memory = builder.memory;
        scopes = builder.scopes;
        messages = builder.messages;
        capturing = builder.capturing;
        lanes = TurnWriter.of(memory);
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

    boolean captures() {
        return capturing;
    }

    @Override
    public ChatMemory get(Object memoryId) {
        ChatMemory window = MessageWindowChatMemory.builder()
                .id(memoryId)
                .maxMessages(messages)
                .alwaysKeepSystemMessageFirst(true)
                .build();
        Scope scope = scope(memoryId).orElse(null);
        if (scope == null) {
            return new ConversationWindow(window, List.of(), said -> {});
        }
        String conversation = ConversationIds.name(memoryId);
        return new ConversationWindow(
                window,
                lastTurns(scope, conversation),
                capturing ? said -> write(scope, conversation, said) : said -> {});
    }

    private Optional<Scope> scope(Object memoryId) {
        try {
            Optional<Scope> scope = ConversationIds.isShared(memoryId) ? Optional.empty() : scopes.apply(memoryId);
            if (scope.isEmpty() && !told.getAndSet(true)) {
                LOG.warn("A memory id names nobody, so its conversation is not remembered. This is said once.");
            }
            return scope;
        } catch (RuntimeException e) {
            LOG.warn("The scope of a memory id cannot be resolved, so its conversation is not remembered.", e);
            return Optional.empty();
        }
    }

    private void write(Scope scope, String conversation, Said said) {
        lanes.add(AddRequest.builder(scope)
                .conversation(conversation)
                .turn(Turn.builder(said.role(), said.words()).build())
                // Only so that trying again to write it cannot write it twice.
                .idempotencyKey("langchain4j/window/" + UUID.randomUUID())
                .build());
    }

    private List<ChatMessage> lastTurns(Scope scope, String conversation) {
        try {
            lanes.awaitWritten(scope);
            return read(scope, conversation);
        } catch (RuntimeException e) {
            LOG.warn("A conversation could not be read. It starts with an empty window.", e);
            return List.of();
        }
    }

    private List<ChatMessage> read(Scope scope, String conversation) {
        List<StoredTurn> turns = memory.listTurns(ListRequest.builder(scope)
                        .conversation(conversation)
                        .newestFirst()
                        .limit(Math.min(messages, ListRequest.MAX_LIMIT))
                        .build())
                .items();
        List<ChatMessage> said = new ArrayList<>();
        for (int i = turns.size() - 1; i >= 0; i--) {
            StoredTurn turn = turns.get(i);
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
