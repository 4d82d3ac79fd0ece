// SPDX-License-Identifier: Apache-2.0
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
import dev.memoir.langchain4j.TurnMapper.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides chat memories that survive a restart: the window of a memory id starts with the last turns of its
 * conversation in the ledger. The conversation is identified by the memory id's {@code toString()}, which must be
 * stable across restarts. Recalled text is removed from the window after its turn. Otherwise a window is LangChain4j's
 * own, kept in this process.
 *
 * <p>By default it only reads, and {@link MemoirAttachment} writes. If an AI service supports no listeners ({@code
 *
 * @AiService} of Spring, agents, Quarkus), {@link Builder#capture()} makes the windows store their messages; with a
 *     {@link MemoirRetrievalAugmentor} in the service they distinguish the user's words from added text. Windows
 *     observe less than listeners: they receive an answer before an output guardrail rejects or rewrites it.
 *
 * <p>Never fails a call: without a scope or with a failing memory, the window is empty. It is also empty for the memory
 * id that all services without {@code @MemoryId} share, because it identifies nobody. Thread-safe.
 */
public final class MemoirChatMemoryProvider implements ChatMemoryProvider {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirChatMemoryProvider.class);

    private final LongTermMemory memory;
    private final Function<Object, Optional<Scope>> scopes;
    private final int messages;
    private final boolean capture;
    private final TurnWriter writer;
    private final AtomicBoolean warned = new AtomicBoolean();

    private MemoirChatMemoryProvider(Builder builder) {
        memory = builder.memory;
        scopes = builder.scopes;
        messages = builder.messages;
        capture = builder.capture;
        writer = TurnWriter.of(memory);
    }

    /**
     * {@return a builder; by default windows have 20 messages and do not capture turns}
     *
     * @param memory the ledger of the conversations
     * @param scopes maps a memory id to the scope of its conversation; empty if there is none
     */
    public static Builder builder(LongTermMemory memory, Function<Object, Optional<Scope>> scopes) {
        return new Builder(memory, scopes);
    }

    boolean captures() {
        return capture;
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
            return new ConversationWindow(window, List.of(), utterance -> {});
        }
        String conversation = ConversationIds.name(memoryId);
        return new ConversationWindow(
                window,
                lastTurns(scope, conversation),
                captures() ? utterance -> write(scope, conversation, utterance) : utterance -> {});
    }

    private Optional<Scope> scope(Object memoryId) {
        try {
            Optional<Scope> scope = ConversationIds.isShared(memoryId) ? Optional.empty() : scopes.apply(memoryId);
            if (scope.isEmpty() && !warned.getAndSet(true)) {
                LOG.warn("A memory id has no scope, so its conversation is not remembered. This is logged once.");
            }
            return scope;
        } catch (RuntimeException e) {
            LOG.warn("Failed to resolve the scope of a memory id, so its conversation is not remembered.", e);
            return Optional.empty();
        }
    }

    private void write(Scope scope, String conversation, Utterance utterance) {
        writer.add(AddRequest.builder(scope)
                .conversation(conversation)
                .turn(Turn.builder(utterance.role(), utterance.text()).build())
                // The key only prevents a retry of this write from storing the turn twice.
                .idempotencyKey("langchain4j/window/" + UUID.randomUUID())
                .build());
    }

    private List<ChatMessage> lastTurns(Scope scope, String conversation) {
        try {
            writer.awaitWritten(scope);
            return read(scope, conversation);
        } catch (RuntimeException e) {
            LOG.warn("Failed to read a conversation, which starts with an empty window.", e);
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
        List<ChatMessage> window = new ArrayList<>();
        for (int i = turns.size() - 1; i >= 0; i--) {
            StoredTurn turn = turns.get(i);
            if (turn.turn().role() == Role.USER) {
                window.add(UserMessage.from(turn.text()));
            } else if (turn.turn().role() == Role.ASSISTANT && !window.isEmpty()) {
                window.add(AiMessage.from(turn.text()));
            }
        }
        return window;
    }

    /** Builds a {@link MemoirChatMemoryProvider}. Not thread-safe. */
    public static final class Builder {

        private final LongTermMemory memory;
        private final Function<Object, Optional<Scope>> scopes;
        private int messages = 20;
        private boolean capture;

        private Builder(LongTermMemory memory, Function<Object, Optional<Scope>> scopes) {
            this.memory = memory;
            this.scopes = scopes;
        }

        /**
         * {@return this}
         *
         * @param messages the maximum number of messages of a window
         */
        public Builder messages(int messages) {
            this.messages = messages;
            return this;
        }

        /**
         * {@return this, with windows that store their messages; must not be combined with {@link MemoirAttachment}}
         */
        public Builder capture() {
            this.capture = true;
            return this;
        }

        /** {@return the provider} */
        public MemoirChatMemoryProvider build() {
            return new MemoirChatMemoryProvider(this);
        }
    }
}
